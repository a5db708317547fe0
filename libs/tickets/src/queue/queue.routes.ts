import {
  described,
  Moment,
  optional,
  pageOf,
  type Role,
  type RouteRow,
  slug,
  strictObject,
  Type,
  valuesUnder,
} from '#platform';

import { desk } from '../ticket/asking.routes.js';
import { priorities, statuses } from '../ticket/ticket.events.js';
import { Ticket } from '../worklist/ticket.representation.js';
import { moving, sorts, ticketColumns, ticketExample } from '../worklist/worklist.routes.js';
import { BoardFilters } from './queue.requests.js';

export const onlookers: readonly Role[] = [...desk, 'auditor'];

export const queueParams = { queue: described(slug(), 'The name of the queue.') };

const count = Type.Integer({ minimum: 0 });

const counts = (names: readonly string[]) =>
  valuesUnder(names, (name) => optional(described(count, `How many are ${name}.`)));

const Queue = strictObject({
  queue: described(Type.String(), 'The name of the queue.'),
  tickets: described(count, 'How many tickets are not closed.'),
  unassigned: described(count, 'How many of them nobody has.'),
  oldest: optional(described(Moment, 'When the oldest of them was opened.')),
  byStatus: described(counts(statuses), 'How many there are of each state that there is.'),
  byPriority: described(counts(priorities), 'How many there are of each priority that there is.'),
});

export const queueRoutes = {
  queues: {
    name: 'listQueues',
    method: 'GET',
    path: '/v1/queues',
    summary: 'Every queue with tickets that are not closed: counts, and how old the oldest is.',
    roles: onlookers,
    answer: {
      schema: strictObject({ items: described(Type.Array(Queue), 'Every queue.') }),
      example: {
        items: [
          {
            queue: 'network',
            tickets: 3,
            unassigned: 1,
            oldest: '2026-11-22T09:30:00.000Z',
            byStatus: { open: 2, 'on-hold': 1 },
            byPriority: { high: 1, medium: 2 },
          },
        ],
      },
    },
  },
  board: {
    name: 'readQueue',
    method: 'GET',
    path: '/v1/queues/:queue',
    summary: 'The board of a queue: what is not closed, by priority, then by age.',
    roles: onlookers,
    params: queueParams,
    list: {
      filters: BoardFilters,
      columns: { ...ticketColumns, unassigned: { column: 'assignee', as: 'none' } },
      sorts,
      moving,
      order: 'priority',
      search: true,
    },
    answer: { schema: pageOf(Ticket), example: { items: [ticketExample] } },
  },
  claim: {
    name: 'claimNext',
    method: 'POST',
    path: '/v1/queues/:queue/claims',
    summary:
      'Take the next open ticket of a queue that nobody has, by priority, then by age: never one that somebody else gets. 204 when there is none. Ask again under the same Idempotency-Key where the answer was lost: it is looked for among the 20 tickets of yours that changed last.',
    roles: desk,
    scope: 'tickets:write',
    params: queueParams,
    // Its answer has words of a customer in it.
    confidential: true,
    answer: {
      schema: Ticket,
      example: { ...ticketExample, assignee: 'agent-ana', version: 5 },
      orNone: 'Nothing waits in this queue that nobody has.',
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
