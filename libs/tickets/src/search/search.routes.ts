import { Type } from 'typebox';
import { Id, Moment, strictObject, roles, type RouteRow, text } from '#platform';

import { ticketId } from '../ticket/asking.routes.js';
import { Ticket, ticketExample } from '../worklist/worklist.routes.js';

const Hit = Type.Object({
  ticket: Id,
  revision: Type.Integer(),
  said: Type.String(),
  by: Type.Object({ kind: Type.String(), id: Type.String() }),
  at: Moment,
  text: Type.String(),
});

export const searchRoutes = {
  search: {
    name: 'search',
    method: 'GET',
    path: '/v1/search',
    summary:
      'Words in any script: in what was said (`items`, latest first), and the first tickets with them in subject or name (`tickets`: 20 at most, the latest; all of them by `GET /v1/tickets?q=`). A customer finds what was said on the latest 1,000 tickets that concern them.',
    roles,
    owner: 'requester',
    scope: 'tickets:read',
    list: { filters: {}, sorts: { at: 'at' }, order: '-at', search: true },
    query: strictObject({ q: text(200) }),
    answer: {
      schema: Type.Object({
        tickets: Type.Array(Ticket),
        items: Type.Array(Hit),
        nextCursor: Type.Optional(Type.String()),
        count: Type.Optional(Type.Integer()),
      }),
      example: {
        tickets: [ticketExample],
        items: [
          {
            ticket: ticketId,
            revision: 1,
            said: 'PainPointTold',
            by: { kind: 'customer', id: 'customer-salma' },
            at: '2026-11-22T09:30:00.000Z',
            text: 'My VPN drops every hour.',
          },
        ],
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
