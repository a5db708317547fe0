import { Type } from 'typebox';
import { Moment, oneOf, Pseudonym, type Role, type RouteRow, slug } from '#platform';

import { desk } from '../ticket/asking.routes.js';
import { priorities, statuses } from '../ticket/ticket.events.js';
import {
  pageOf,
  sorts,
  Ticket,
  ticketExample,
  ticketFilters,
} from '../worklist/worklist.routes.js';

export const onlookers: readonly Role[] = [...desk, 'auditor'];

const params = { queue: slug() };
const counts = <const Names extends readonly string[]>(names: Names) =>
  Type.Partial(Type.Record(oneOf(names), Type.Integer()));

export const queueRoutes = {
  queues: {
    name: 'listQueues',
    method: 'GET',
    path: '/v1/queues',
    summary: 'Every queue with tickets that are not closed: counts, and how old the oldest is.',
    roles: onlookers,
    answer: {
      schema: Type.Object({
        items: Type.Array(
          Type.Object({
            queue: Type.String(),
            tickets: Type.Integer(),
            unassigned: Type.Integer(),
            oldest: Moment,
            byStatus: counts(statuses),
            byPriority: counts(priorities),
          }),
        ),
      }),
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
    params,
    list: {
      filters: { ...ticketFilters, assignee: { schema: Pseudonym } },
      sorts,
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
    params,
    // Its answer has words of a customer in it.
    confidential: true,
    answer: {
      schema: Ticket,
      example: { ...ticketExample, assignee: 'agent-ana', version: 5 },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
