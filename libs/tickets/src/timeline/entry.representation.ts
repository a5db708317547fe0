import { type DataOf, happenedAt, type Moment, type Recorded } from '#eventing';
import type { Asker } from '#platform';

import { isOwnMatter, type TicketEvent } from '../ticket/ticket.events.js';

/** One thing that happened to a ticket, as it is told. */
export interface Entry {
  readonly revision: number;
  readonly type: string;
  /** When it happened. */
  readonly at: Moment;
  readonly recordedAt: Moment;
  readonly by: { readonly kind: string; readonly id: string };
  readonly onBehalfOf?: string | undefined;
  readonly data: object;
}

type Told = object | null;

const all = (data: object): Told => data;
const nothing = (): Told => null;

const ownLink = (link: DataOf<TicketEvent, 'TicketsLinked'>): Told =>
  isOwnMatter(link) ? { ticket: link.ticket, relation: link.relation } : null;

/** What customers are told of each event: a row for each, so nothing new is told by accident. */
const toCustomers: {
  readonly [Type in TicketEvent['type']]: (data: DataOf<TicketEvent, Type>) => Told;
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
  TicketPutOnHold: all,
  TicketResumed: all,
  ResolutionProposed: all,
  ResolutionConfirmed: all,
  ResolutionRejected: all,
  TicketClosed: all,
  TicketReopened: all,
  TicketWithdrawn: all,
  TicketsLinked: ownLink,
  TicketMerged: all,
  WatcherAdded: all,
  FactCorrected: ({ fact, was, is, words }) => ({ fact, was, is, words }),
  FactDisputed: all,
};

/** What of an event somebody may know; null where it is nothing. */
export const toldTo = ({ role }: Pick<Asker, 'role'>, event: Recorded): Told =>
  role === 'customer'
    ? toCustomers[event.type as TicketEvent['type']](event.data as never)
    : (event.data as object);

/** The entries of a timeline, without those that are not for whoever asks. */
export const entriesFor = (asker: Pick<Asker, 'role'>, events: readonly Recorded[]): Entry[] =>
  events.flatMap((event) => {
    const data = toldTo(asker, event);
    if (data === null) return [];
    const { revision, type, recordedAt, meta } = event;
    return [
      {
        revision,
        type,
        at: happenedAt(event),
        recordedAt,
        by: meta.actor,
        onBehalfOf: meta.onBehalfOf,
        data,
      },
    ];
  });
