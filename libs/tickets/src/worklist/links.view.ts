import type { Of, RecordedEvent } from '#eventing';

import {
  isOwnMatter,
  isSameLink,
  type Relation,
  type TicketEvent,
} from '../ticket/ticket.events.js';

/** `own`: the requester's own matter continues there, which they may know. */
export interface LinkRow {
  readonly ticket: string;
  readonly relation: Relation;
  readonly own?: true;
}

interface Linked {
  readonly links?: readonly LinkRow[];
}

/** Adds each link once, from whichever end it was made. */
export const link = (
  { links = [] }: Linked,
  { data }: RecordedEvent<Of<TicketEvent, 'TicketsLinked'>>,
): Linked => {
  const { ticket, relation } = data;
  const isSame = (other: LinkRow) => isSameLink(other, data);
  const isOwn = isOwnMatter(data) || links.some((other) => isSame(other) && other.own);
  const row: LinkRow = { ticket, relation, ...(isOwn && { own: true }) };
  const isKnown = links.some(isSame);
  return { links: isKnown ? links.map((other) => (isSame(other) ? row : other)) : [...links, row] };
};

export const unlink = (
  { links = [] }: Linked,
  { data }: RecordedEvent<Of<TicketEvent, 'TicketsUnlinked'>>,
): Linked => ({ links: links.filter((other) => !isSameLink(other, data)) });
