import {
  described,
  historyOf,
  Moment,
  optional,
  Pseudonym,
  ReadHistory,
  roles,
  type RouteRow,
  strictObject,
  Type,
} from '#platform';

import { byEvent } from './events.representation.js';

const By = strictObject({
  kind: described(Type.String(), 'The role in which it was done; `system` for the desk itself.'),
  id: described(Pseudonym, 'Who did it.'),
});

const Entry = byEvent('Entry', {
  version: described(Type.Integer({ minimum: 1 }), 'The version of the ticket that it made.'),
  at: described(Moment, 'When it happened.'),
  recordedAt: described(Moment, 'When it was recorded.'),
  by: described(By, 'Who did it.'),
  onBehalfOf: optional(described(Pseudonym, 'The customer whose words were recorded.')),
});

export const entryExample = {
  version: 2,
  type: 'PainPointTold',
  at: '2026-11-22T09:30:00.000Z',
  recordedAt: '2026-11-22T09:30:00.004Z',
  by: { kind: 'customer', id: 'customer-salma' },
  data: { hurts: 'My VPN drops every hour.' },
};

export const timelineRoutes = {
  timeline: {
    name: 'readTimeline',
    method: 'GET',
    path: '/v1/tickets/:id/timeline',
    summary:
      'What happened to a ticket, in order: the `type` of an entry decides what its `data` are.',
    roles,
    owner: 'requester',
    query: ReadHistory,
    answer: {
      schema: historyOf(Entry),
      example: { items: [entryExample] },
    },
    problems: ['ticket.not-found', 'http.cursor-invalid'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
