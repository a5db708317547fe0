import { type DataOf, happenedAt, type Moment, type RecordedEvent } from '#eventing';
import type { Principal } from '#platform';

import { isOwnMatter, type TicketEvent } from '../ticket/ticket.events.js';

/** One event of a ticket as it is shown. */
export interface TimelineEntry {
  /** The version of the ticket that it made. */
  readonly version: number;
  readonly type: string;
  /** When it happened. */
  readonly at: Moment;
  readonly recordedAt: Moment;
  readonly by: { readonly kind: string; readonly id: string };
  readonly onBehalfOf?: string | undefined;
  readonly data: object;
}

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

/** What a principal may see of an event; null if nothing. */
export const toldTo = ({ role }: Pick<Principal, 'role'>, event: RecordedEvent): VisibleData =>
  role === 'customer'
    ? toCustomers[event.type as TicketEvent['type']](event.data as never)
    : (event.data as object);

/** The entries of a timeline that the principal may see. */
export const entriesFor = (
  principal: Pick<Principal, 'role'>,
  events: readonly RecordedEvent[],
): TimelineEntry[] =>
  events.flatMap((event) => {
    const data = toldTo(principal, event);
    if (data === null) return [];
    const { revision, type, recordedAt, meta } = event;
    return [
      {
        version: revision + 1,
        type,
        at: happenedAt(event),
        recordedAt,
        by: meta.actor,
        onBehalfOf: meta.onBehalfOf,
        data,
      },
    ];
  });
