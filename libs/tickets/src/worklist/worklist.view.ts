import { happenedAt, type View } from '#eventing';

import {
  intake,
  type Origin,
  priorities,
  type Priority,
  type TicketEvent,
} from '../ticket/ticket.events.js';
import { correct, dispute } from './corrections.view.js';
import { link, unlink } from './links.view.js';
import { change, open, type TicketRow } from './ticket-row.view.js';
import { spoken, tell } from './words.view.js';

const unheld = { hold: undefined, proposal: undefined };
const worked = { ...unheld, status: 'open', waitingFor: 'agent' } as const;

const turnTo =
  (who: 'agent' | 'customer') =>
  ({ status, waitingFor }: TicketRow) => ({ waitingFor: status === 'open' ? who : waitingFor });

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
  version: 8,
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
    ['active', 'openedAt'],
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
    AttachmentAdded: change(({ files = 0 }) => ({ files: files + 1 })),
    AttachmentRemoved: change(() => ({})),
    FileDestroyed: change(() => ({})),
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
