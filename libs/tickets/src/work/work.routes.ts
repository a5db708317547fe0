import { described, orNull, pageOf, type RouteRow, strictObject, Type } from '#platform';

import { desk } from '../ticket/asking.routes.js';
import { onlookers } from '../queue/queue.routes.js';
import { Ticket } from '../worklist/ticket.representation.js';
import { TicketFilters } from '../worklist/worklist.requests.js';
import { moving, sorts, ticketColumns, ticketExample } from '../worklist/worklist.routes.js';

const count = Type.Integer({ minimum: 0 });

const Load = strictObject({
  assignee: described(orNull(Type.String()), 'Whose they are; null is nobody.'),
  tickets: described(count, 'How many tickets are not closed.'),
  open: described(count, 'How many of them are open.'),
  'on-hold': described(count, 'How many of them are on hold.'),
  'resolution-proposed': described(count, 'How many of them wait for the customer to confirm.'),
});

export const workRoutes = {
  mine: {
    name: 'myWork',
    method: 'GET',
    path: '/v1/my-work',
    summary: 'What I have and is not closed, by priority, then by age.',
    roles: desk,
    scope: 'tickets:read',
    list: {
      filters: TicketFilters,
      columns: ticketColumns,
      sorts,
      moving,
      order: 'priority',
      search: true,
    },
    answer: {
      schema: pageOf(Ticket),
      example: { items: [{ ...ticketExample, assignee: 'agent-ana' }] },
    },
  },
  load: {
    name: 'teamLoad',
    method: 'GET',
    path: '/v1/team-load',
    summary: 'How much everybody has that is not closed. `null` is nobody.',
    roles: onlookers,
    scope: 'tickets:read',
    answer: {
      schema: strictObject({
        items: described(Type.Array(Load), 'Everybody who has tickets, the most first.'),
      }),
      example: {
        items: [
          { assignee: 'agent-ana', tickets: 4, open: 2, 'on-hold': 1, 'resolution-proposed': 1 },
        ],
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
