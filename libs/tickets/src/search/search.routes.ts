import {
  described,
  Id,
  Moment,
  pageOf,
  Pseudonym,
  roles,
  type RouteRow,
  strictObject,
  Type,
} from '#platform';

import { ticketId } from '../ticket/asking.routes.js';
import { Ticket } from '../worklist/ticket.representation.js';
import { ticketExample } from '../worklist/worklist.routes.js';

const By = strictObject({
  kind: described(Type.String(), 'The role in which it was said.'),
  id: described(Pseudonym, 'Who said it.'),
});

const Hit = strictObject({
  ticket: described(Id, 'The ticket on which it was said.'),
  subject: described(Type.String(), 'The subject of that ticket.'),
  version: described(Type.Integer({ minimum: 1 }), 'The version of that ticket that it made.'),
  type: described(Type.String(), 'The event in which it was said.'),
  by: described(By, 'Who said it.'),
  at: described(Moment, 'When it was said.'),
  text: described(Type.String(), 'What was said: its first 500 characters.'),
});

const { items, nextCursor, count } = pageOf(Hit).properties;
const tickets = described(
  Type.Array(Ticket),
  'The first tickets with these words, the latest first.',
);

export const searchRoutes = {
  search: {
    name: 'search',
    method: 'GET',
    path: '/v1/search',
    summary:
      'Words in any script: in what was said (`items`, latest first), and the first tickets with them in subject or name (`tickets`: 20 at most, the latest; all of them by `GET /v1/tickets?q=`); staff find the tickets of customers in whose record the words are now, by a corrected name too. A customer finds what was said on the latest 1,000 tickets that concern them.',
    roles,
    owner: 'requester',
    scope: 'tickets:read',
    list: { sorts: { at: 'at' }, order: '-at', search: 'required' },
    answer: {
      schema: strictObject({ tickets, items, nextCursor, count }),
      example: {
        tickets: [ticketExample],
        items: [
          {
            ticket: ticketId,
            subject: 'VPN drops every hour',
            version: 2,
            type: 'PainPointTold',
            by: { kind: 'customer', id: 'customer-salma' },
            at: '2026-11-22T09:30:00.000Z',
            text: 'My VPN drops every hour.',
          },
        ],
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
