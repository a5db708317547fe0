import { Type } from 'typebox';
import { roles, type Route, slug } from '#platform';
import { onlookers } from '../queue/queue.routes.js';

const stream = { media: 'text/event-stream', schema: Type.String() };

export const liveRoutes = {
  ticket: {
    name: 'listenToTicket',
    method: 'GET',
    path: '/v1/tickets/:id/live',
    summary: 'What happens to a ticket, as server-sent events: entries of its timeline.',
    roles,
    owner: 'requester',
    answer: stream,
    problems: ['ticket.not-found'],
  },
  queue: {
    name: 'listenToQueue',
    method: 'GET',
    path: '/v1/queues/:queue/live',
    summary:
      'What changes on the board of a queue, as server-sent events: `changed` with the ticket, `left` with its id.',
    roles: onlookers,
    params: { queue: slug() },
    answer: stream,
  },
} as const satisfies Readonly<Record<string, Route>>;
