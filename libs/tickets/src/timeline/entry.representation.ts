import type { DataOf } from '#eventing';
import type { Principal } from '#platform';

import { isOwnMatter, type TicketEvent } from '../ticket/ticket.events.js';
import type { TimelineEntry } from './timeline.view.js';

type VisibleData = object | null;

const all = (data: object): VisibleData => data;
const nothing = (): VisibleData => null;

const ownLink = (link: DataOf<TicketEvent, 'TicketsLinked'>): VisibleData =>
  isOwnMatter(link) ? { ticket: link.ticket, relation: link.relation } : null;

/** What customers see of each event: a row for each, so that nothing new is shown by accident. */
const toCustomers: {
  readonly [Type in TicketEvent['type']]: (data: DataOf<TicketEvent, Type>) => VisibleData;
} = {
  TicketOpened: ({ kind, subject, requester, channel, follows }) => ({
    kind,
    subject,
    requester,
    channel,
    follows,
  }),
  PainPointTold: all,
  TicketClassified: all,
  PriorityDerived: all,
  TicketQueued: nothing,
  TicketAssigned: ({ assignee }) => ({ assignee }),
  TicketReleased: nothing,
  CustomerReplied: ({ text, channel, late }) => ({ text, channel, late }),
  AgentReplied: all,
  NoteAdded: nothing,
  AttachmentAdded: (data) => (data.staffOnly ? null : data),
  AttachmentRemoved: (data) => (data.staffOnly ? null : data),
  FileDestroyed: nothing,
  TicketPutOnHold: all,
  TicketResumed: all,
  ResolutionProposed: all,
  ResolutionConfirmed: all,
  ResolutionRejected: all,
  TicketClosed: all,
  TicketReopened: all,
  TicketWithdrawn: all,
  TicketsLinked: ownLink,
  TicketsUnlinked: ({ ticket, relation, merge }) => (merge ? { ticket, relation } : null),
  TicketMerged: all,
  WatcherAdded: all,
  WatcherRemoved: ({ watcher }) => ({ watcher }),
  CompanionRemoved: nothing,
  FactCorrected: ({ fact, was, is, words }) => ({ fact, was, is, words }),
  FactDisputed: all,
};

const toldToCustomers = (entry: TimelineEntry): TimelineEntry[] => {
  const data = toCustomers[entry.type as TicketEvent['type']](entry.data as never);
  return data === null ? [] : [{ ...entry, data }];
};

/** The entries of a timeline that the principal may see, as they may see them. */
export const entriesFor = (
  { role }: Pick<Principal, 'role'>,
  entries: readonly TimelineEntry[],
): readonly TimelineEntry[] => (role === 'customer' ? entries.flatMap(toldToCustomers) : entries);
