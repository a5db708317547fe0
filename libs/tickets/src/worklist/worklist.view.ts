import { happenedAt, idOf, type Moment, type Of, type RecordedEvent, type View } from '#eventing';

import {
  type Awaited,
  type Channel,
  type Closure,
  type Grade,
  intake,
  isForStaff,
  type Kind,
  type Origin,
  type PainPoint,
  priorities,
  type Priority,
  type Requester,
  type Status,
  type TicketEvent,
} from '../ticket/ticket.events.js';
import { correct, type CorrectionRows, dispute } from './corrections.view.js';
import { link, type LinkRow, unlink } from './links.view.js';
import { type LastWordRow, spoken, tell } from './words.view.js';

/** One ticket as lists and its own page need it. Moments are those at which things happened. */
export interface TicketRow {
  readonly id: string;
  readonly kind: Kind;
  readonly subject: string;
  readonly requester: Requester;
  readonly watchers: readonly string[];
  readonly channel: Channel;
  readonly status: Status;
  readonly closedAs: Closure | null;
  /** Medium until somebody classifies it. */
  readonly priority: Priority;
  readonly impact: Grade | null;
  readonly urgency: Grade | null;
  readonly category: string | null;
  readonly service: string | null;
  readonly queue: string;
  readonly assignee: string | null;
  readonly waitingFor: Awaited | 'agent' | null;
  readonly openedAt: Moment;
  readonly changedAt: Moment;
  /** How often it moved from one queue to another. */
  readonly reassignments: number;
  readonly reopenings: number;
  readonly version: number;
  readonly origin?: Origin | undefined;
  readonly hold?:
    { readonly awaiting: Awaited; readonly reason: string; readonly until?: Moment } | undefined;
  readonly proposal?:
    { readonly text: string; readonly answerBy: Moment; readonly by?: string } | undefined;
  readonly closedAt?: Moment | undefined;
  readonly reopenUntil?: Moment | undefined;
  readonly mergedInto?: string | undefined;
  readonly links?: readonly LinkRow[];
  readonly corrections?: CorrectionRows;
  readonly painPoint?: PainPoint;
  readonly lastWord?: LastWordRow;
  /** The position in the log of the last change: lists with several pages go on by it. */
  readonly changed: number;
  /** What `version` and `changedAt` are for customers, who do not see every event. */
  readonly shown: { readonly version: number; readonly changedAt: Moment };
}

const shownAt = (event: RecordedEvent): TicketRow['shown'] => ({
  version: event.revision + 1,
  changedAt: happenedAt(event),
});

/** Events that change an existing row, and what they change in it. */
const change =
  <E extends RecordedEvent<TicketEvent>>(of: (row: TicketRow, event: E) => Partial<TicketRow>) =>
  (row: TicketRow | undefined, event: E): TicketRow | undefined =>
    row && {
      ...row,
      ...of(row, event),
      version: event.revision + 1,
      changedAt: happenedAt(event),
      changed: event.position,
      shown: isForStaff(event) ? row.shown : shownAt(event),
    };

const unheld = { hold: undefined, proposal: undefined };
const worked = { ...unheld, status: 'open', waitingFor: 'agent' } as const;

const turnTo =
  (who: 'agent' | 'customer') =>
  ({ status, waitingFor }: TicketRow) => ({ waitingFor: status === 'open' ? who : waitingFor });

/** The values of a ticket until an event changes them. */
const unclassified = {
  watchers: [],
  status: 'open',
  closedAs: null,
  priority: 'medium',
  impact: null,
  urgency: null,
  category: null,
  service: null,
  queue: intake,
  assignee: null,
  waitingFor: 'agent',
  reassignments: 0,
  reopenings: 0,
} as const;

const open = (event: RecordedEvent<Of<TicketEvent, 'TicketOpened'>>): TicketRow => {
  const { kind, subject, requester, channel, origin } = event.data;
  const at = happenedAt(event);
  return {
    ...unclassified,
    id: idOf(event.stream),
    kind,
    subject,
    requester,
    channel,
    openedAt: at,
    changedAt: at,
    changed: event.position,
    shown: shownAt(event),
    version: event.revision + 1,
    origin,
  };
};

/** By priority, then by age, as one text that sorts: `2 2026-01-05T09:00:00.000Z`. */
const sortKeyOf = ({ priority, openedAt }: TicketRow) =>
  `${priorities.indexOf(priority) + 1} ${openedAt}`;

/** The range of sort keys that a priority has. */
export const sortKeysOf = (priority: Priority) => {
  const rank = priorities.indexOf(priority) + 1;
  return { from: `${rank} `, to: `${rank}!` };
};

/** How an origin is filtered by. A system's name has no colon. */
export const originTextOf = ({ system, id }: Origin): string => `${system}:${id}`;

/**
 * One row per ticket, for every list: boards, my work, a team's load, a customer's own, related
 * ones. `active` is 1 until a ticket is closed; `sortKey` is its position on a board.
 */
export const worklistView: View<TicketEvent, TicketRow> = {
  name: 'tickets',
  version: 6,
  of: 'ticket',
  columns: {
    kind: { type: 'text', of: ({ kind }) => kind },
    status: { type: 'text', of: ({ status }) => status },
    active: { type: 'integer', of: ({ status }) => (status === 'closed' ? 0 : 1) },
    closedAs: { type: 'text', of: ({ closedAs }) => closedAs },
    priority: { type: 'text', of: ({ priority }) => priority },
    sortKey: { type: 'text', of: sortKeyOf },
    queue: { type: 'text', of: ({ queue }) => queue },
    assignee: { type: 'text', of: ({ assignee }) => assignee },
    requester: { type: 'text', of: ({ requester }) => requester.id },
    people: { type: 'set', of: ({ requester, watchers }) => [requester.id, ...watchers] },
    category: { type: 'text', of: ({ category }) => category },
    service: { type: 'text', of: ({ service }) => service },
    waitingFor: { type: 'text', of: ({ waitingFor }) => waitingFor },
    openedAt: { type: 'text', of: ({ openedAt }) => openedAt },
    changedAt: { type: 'text', of: ({ changedAt }) => changedAt },
    origin: { type: 'text', of: ({ origin }) => (origin ? originTextOf(origin) : null) },
    originSystem: { type: 'text', of: ({ origin }) => origin?.system ?? null },
    closedAt: { type: 'text', of: ({ closedAt }) => closedAt ?? null },
    changed: { type: 'integer', of: ({ changed }) => changed },
    linked: { type: 'set', of: ({ links = [] }) => links.map(({ ticket }) => ticket) },
  },
  indexes: [
    ['queue', 'active', 'sortKey'],
    ['queue', 'status', 'assignee', 'sortKey'],
    ['assignee', 'active', 'sortKey'],
    ['openedAt'],
    ['changedAt'],
    ['origin'],
    ['originSystem', 'openedAt'],
    ['closedAt'],
    ['changed'],
    ['queue', 'active', 'changed'],
    ['assignee', 'active', 'changed'],
    ['requester', 'openedAt'],
  ],
  search: ({ subject, requester, origin }) =>
    [subject, requester.name ?? '', origin?.id ?? ''].join(' '),
  when: {
    TicketOpened: (_, event) => open(event),
    PainPointTold: change(tell),
    TicketClassified: change((row, { data }) => ({
      category: data.category ?? row.category,
      service: data.service ?? row.service,
    })),
    PriorityDerived: change((_, { data: { priority, impact, urgency } }) => ({
      priority,
      impact,
      urgency,
    })),
    TicketQueued: change((row, { data: { queue, from } }) => ({
      queue,
      reassignments: row.reassignments + (from === undefined || from === intake ? 0 : 1),
    })),
    TicketAssigned: change((_, { data: { assignee } }) => ({ assignee })),
    TicketReleased: change(() => ({ assignee: null })),
    CustomerReplied: change((row, event) => ({
      ...turnTo('agent')(row),
      ...spoken(event, event.data.text),
    })),
    AgentReplied: change((row, event) => ({
      ...turnTo('customer')(row),
      ...spoken(event, event.data.text),
    })),
    NoteAdded: change(() => ({})),
    AttachmentAdded: change(() => ({})),
    TicketPutOnHold: change((_, { data }) => ({
      status: 'on-hold',
      waitingFor: data.awaiting,
      hold: data,
    })),
    TicketResumed: change(() => worked),
    ResolutionProposed: change((_, event) => ({
      ...unheld,
      ...spoken(event, event.data.text),
      status: 'resolution-proposed',
      waitingFor: 'customer',
      proposal: event.data,
    })),
    ResolutionConfirmed: change(() => ({})),
    ResolutionRejected: change((_, event) => ({
      ...worked,
      ...spoken(event, event.data.reason),
    })),
    TicketClosed: change((_, event) => ({
      ...unheld,
      status: 'closed',
      waitingFor: null,
      closedAs: event.data.as,
      closedAt: happenedAt(event),
      reopenUntil: event.data.reopenUntil,
    })),
    TicketReopened: change((row) => ({
      ...worked,
      closedAs: null,
      reopenings: row.reopenings + 1,
      closedAt: undefined,
      reopenUntil: undefined,
      mergedInto: undefined,
    })),
    TicketWithdrawn: change(() => ({})),
    TicketsLinked: change(link),
    TicketsUnlinked: change(unlink),
    TicketMerged: change((_, { data: { into } }) => ({ mergedInto: into })),
    WatcherAdded: change((row, { data: { watcher } }) => ({
      watchers: [...new Set([...row.watchers, watcher])],
    })),
    WatcherRemoved: change((row, { data: { watcher } }) => ({
      watchers: row.watchers.filter((other) => other !== watcher),
    })),
    CompanionRemoved: change(() => ({})),
    FactCorrected: change(correct),
    FactDisputed: change(dispute),
  },
};
