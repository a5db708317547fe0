import {
  happenedAt,
  idOf,
  type Message,
  type Moment,
  type RecordedEvent,
  secondsUntil,
  type View,
} from '#eventing';
import type { Awaited, TicketEvent } from '#tickets';

/** How long a customer has waited for us on a ticket. */
export interface AwaitingRow {
  readonly ticket: string;
  readonly requester: string;
  readonly queue: string | null;
  readonly service: string | null;
  readonly openedAt: Moment;
  /** Seconds until the last time it was the customer's turn. */
  readonly waited: number;
  /** Since when it is our turn; absent while it is not. */
  readonly since?: Moment;
  /** Whether a proposal or the end of the ticket waits for the customer. */
  readonly isProposed: boolean;
}

/** What a ticket on hold waits for that the customer cannot give. */
const ours: readonly Awaited[] = ['vendor', 'change', 'problem'];

const ourTurn = (row: AwaitingRow, at: Moment): AwaitingRow =>
  row.since === undefined ? { ...row, since: at } : row;

const theirTurn = ({ since, ...row }: AwaitingRow, at: Moment): AwaitingRow => ({
  ...row,
  waited: row.waited + (since === undefined ? 0 : secondsUntil(since, at)),
});

const change =
  <E extends RecordedEvent<Message>>(
    of: (row: AwaitingRow, at: Moment, event: E) => AwaitingRow | undefined,
  ) =>
  (row: AwaitingRow | undefined, event: E): AwaitingRow | undefined =>
    row && (of(row, happenedAt(event), event) ?? row);

const open = change((row, at) => ourTurn({ ...row, isProposed: false }, at));
const wait = change((row, at) => theirTurn({ ...row, isProposed: true }, at));

/** The time that tickets await us: while it is neither the customer's turn nor the ticket closed. */
export const awaitingUsView: View<TicketEvent, AwaitingRow> = {
  name: 'awaiting-us',
  version: 1,
  of: 'ticket',
  columns: {
    ticket: { type: 'text', of: ({ ticket }) => ticket },
    customer: { type: 'text', of: ({ requester }) => requester },
    queue: { type: 'text', of: ({ queue }) => queue },
    service: { type: 'text', of: ({ service }) => service },
    startedAt: { type: 'text', of: ({ openedAt }) => openedAt },
    seconds: { type: 'integer', of: ({ waited }) => waited },
  },
  indexes: [
    ['ticket'],
    ['startedAt'],
    ['customer', 'startedAt'],
    ['queue', 'startedAt'],
    ['service', 'startedAt'],
  ],
  when: {
    TicketOpened: (_, event) => ({
      ticket: idOf(event.stream),
      requester: event.data.requester.id,
      queue: null,
      service: null,
      openedAt: happenedAt(event),
      waited: 0,
      since: happenedAt(event),
      isProposed: false,
    }),
    TicketClassified: change((row, _, { data: { service } }) => ({
      ...row,
      service: service ?? row.service,
    })),
    TicketQueued: change((row, _, { data: { queue } }) => ({ ...row, queue })),
    CustomerReplied: change((row, at) => (row.isProposed ? row : ourTurn(row, at))),
    AgentReplied: change(theirTurn),
    TicketPutOnHold: change((row, at, { data: { awaiting } }) =>
      ours.includes(awaiting) ? ourTurn(row, at) : theirTurn(row, at),
    ),
    TicketResumed: open,
    ResolutionProposed: wait,
    ResolutionRejected: open,
    TicketClosed: wait,
    TicketReopened: open,
  },
};
