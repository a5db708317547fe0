import { Type } from '../routes/json-schema.js';
import { roles, type RouteRow } from '../routes/route.js';
import { described, strictObject } from '../routes/schemas.js';
import { IssueStreamTicket } from './stream-tickets.requests.js';

export const streamTicketRoutes = {
  issue: {
    name: 'issueStreamTicket',
    method: 'POST',
    path: '/v1/stream-tickets',
    summary:
      'A ticket for one stream, for EventSource, which sends no Authorization: put it in the query of ' +
      'that path as `ticket`. It opens the stream once, within 30 seconds.',
    roles,
    body: IssueStreamTicket,
    example: { path: '/v1/tickets/019ab3c4-5d6e-7000-8f00-0123456789ab/live' },
    confidential: true,
    answer: {
      status: 201,
      schema: strictObject({
        ticket: described(Type.String(), 'What to put in the query as `ticket`.'),
        expiresIn: described(Type.Integer({ minimum: 1 }), 'Seconds in which it must be used.'),
      }),
      example: { ticket: 'mG7Yq4t0o9b0m1a5VwJxk3u1sH6n2cRzq8dTQeLfZyA', expiresIn: 30 },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
