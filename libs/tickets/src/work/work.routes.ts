import { Type } from 'typebox';
import type { RouteRow } from '#platform';

import { desk } from '../ticket/asking.routes.js';
import { onlookers } from '../queue/queue.routes.js';
import {
  pageOf,
  sorts,
  Ticket,
  ticketExample,
  ticketFilters,
} from '../worklist/worklist.routes.js';

export const workRoutes = {
  mine: {
    name: 'myWork',
    method: 'GET',
    path: '/v1/my-work',
    summary: 'What I have and is not closed, by priority, then by age.',
    roles: desk,
    scope: 'tickets:read',
    list: { filters: ticketFilters, sorts, order: 'priority', search: true },
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
      schema: Type.Object({
        items: Type.Array(
          Type.Object({
            assignee: Type.Union([Type.String(), Type.Null()]),
            tickets: Type.Integer(),
            open: Type.Integer(),
            'on-hold': Type.Integer(),
            'resolution-proposed': Type.Integer(),
          }),
        ),
      }),
      example: {
        items: [
          { assignee: 'agent-ana', tickets: 4, open: 2, 'on-hold': 1, 'resolution-proposed': 1 },
        ],
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
