import { happenedAt, idOf, type Moment, type RecordedEvent, type View } from '#eventing';

import type { TicketEvent } from '../ticket/ticket.events.js';

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

/** An event as staff see it. */
export const entryOf = (event: RecordedEvent): TimelineEntry => {
  const { revision, type, recordedAt, meta } = event;
  return {
    version: revision + 1,
    type,
    at: happenedAt(event),
    recordedAt,
    by: meta.actor,
    onBehalfOf: meta.onBehalfOf,
    data: event.data as object,
  };
};

const DIGITS = 10;

/** Keys sort as the entries of a ticket do. */
const keyAt = (ticket: string, version: number): string =>
  `${ticket}/${String(version).padStart(DIGITS, '0')}`;

/** The keys of a ticket's entries from a version on. */
export const entriesFrom = (ticket: string, version: number) => ({
  from: keyAt(ticket, version),
  to: `${ticket}/:`,
});

const keyOf = ({ stream, revision }: RecordedEvent) => keyAt(idOf(stream), revision + 1);
const added = (_: unknown, event: RecordedEvent) => entryOf(event);

/** An event without a row here would be missing from every history. */
interface AllEvents {
  readonly key: Readonly<Record<TicketEvent['type'], typeof keyOf>>;
  readonly when: Readonly<Record<TicketEvent['type'], typeof added>>;
}

/**
 * One row per event, as staff see it: a history is read as it is sent, without opening the
 * personal values of each event again.
 */
export const timelineView: View<TicketEvent, TimelineEntry> & AllEvents = {
  name: 'ticket-timeline',
  version: 1,
  of: 'ticket',
  key: {
    TicketOpened: keyOf,
    PainPointTold: keyOf,
    TicketClassified: keyOf,
    PriorityDerived: keyOf,
    TicketQueued: keyOf,
    TicketAssigned: keyOf,
    TicketReleased: keyOf,
    CustomerReplied: keyOf,
    AgentReplied: keyOf,
    NoteAdded: keyOf,
    AttachmentAdded: keyOf,
    AttachmentRemoved: keyOf,
    FileDestroyed: keyOf,
    TicketPutOnHold: keyOf,
    TicketResumed: keyOf,
    ResolutionProposed: keyOf,
    ResolutionConfirmed: keyOf,
    ResolutionRejected: keyOf,
    TicketClosed: keyOf,
    TicketReopened: keyOf,
    TicketWithdrawn: keyOf,
    TicketsLinked: keyOf,
    TicketsUnlinked: keyOf,
    TicketMerged: keyOf,
    WatcherAdded: keyOf,
    WatcherRemoved: keyOf,
    CompanionRemoved: keyOf,
    FactCorrected: keyOf,
    FactDisputed: keyOf,
  },
  isRowPerEvent: true,
  columns: {},
  indexes: [],
  when: {
    TicketOpened: added,
    PainPointTold: added,
    TicketClassified: added,
    PriorityDerived: added,
    TicketQueued: added,
    TicketAssigned: added,
    TicketReleased: added,
    CustomerReplied: added,
    AgentReplied: added,
    NoteAdded: added,
    AttachmentAdded: added,
    AttachmentRemoved: added,
    FileDestroyed: added,
    TicketPutOnHold: added,
    TicketResumed: added,
    ResolutionProposed: added,
    ResolutionConfirmed: added,
    ResolutionRejected: added,
    TicketClosed: added,
    TicketReopened: added,
    TicketWithdrawn: added,
    TicketsLinked: added,
    TicketsUnlinked: added,
    TicketMerged: added,
    WatcherAdded: added,
    WatcherRemoved: added,
    CompanionRemoved: added,
    FactCorrected: added,
    FactDisputed: added,
  },
};
