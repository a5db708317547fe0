import { roles, type RouteRow, Type } from '#platform';

import { onlookers, queueParams } from '../queue/queue.routes.js';
import { entryExample } from '../timeline/timeline.routes.js';
import { ticketExample } from '../worklist/worklist.routes.js';

const told = (id: number, event: string, data: object) =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** `ready` comes first, with the position that it begins at; then what happens. */
const streamOf = (event: string, data: object) => ({
  media: 'text/event-stream',
  schema: Type.String(),
  example: told(41, 'ready', { position: 41 }) + told(42, event, data),
});

export const liveRoutes = {
  ticket: {
    name: 'listenToTicket',
    method: 'GET',
    path: '/v1/tickets/:id/live',
    summary: 'What happens to a ticket, as server-sent events: entries of its timeline.',
    roles,
    owner: 'requester',
    answer: streamOf(entryExample.type, entryExample),
    problems: ['ticket.not-found'],
  },
  queue: {
    name: 'listenToQueue',
    method: 'GET',
    path: '/v1/queues/:queue/live',
    summary:
      'What changes on the board of a queue, as server-sent events: `changed` with the ticket, `left` with its id.',
    roles: onlookers,
    params: queueParams,
    answer: streamOf('changed', ticketExample),
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
