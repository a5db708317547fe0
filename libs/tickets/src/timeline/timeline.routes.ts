import { Type } from 'typebox';
import {
  described,
  Moment,
  optional,
  Pseudonym,
  roles,
  type RouteRow,
  strictObject,
} from '#platform';
import { ReadTimeline } from './timeline.requests.js';

const By = strictObject({
  kind: described(Type.String(), 'The role in which it was done; `system` for the desk itself.'),
  id: described(Pseudonym, 'Who did it.'),
});

const data = Type.Object({}, { additionalProperties: true });

const Entry = strictObject({
  revision: described(Type.Integer({ minimum: 0 }), 'Its number in the ticket’s history.'),
  type: described(Type.String(), 'What happened: the name of an event.'),
  at: described(Moment, 'When it happened.'),
  recordedAt: described(Moment, 'When it was recorded.'),
  by: described(By, 'Who did it.'),
  onBehalfOf: optional(described(Pseudonym, 'The customer whose words were recorded.')),
  data: described(data, 'What is told of the event, by its type (see the reference of events).'),
});

export const entryExample = {
  revision: 1,
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
      'What happened to a ticket, in order, from a revision on. `next` begins the next page.',
    roles,
    owner: 'requester',
    query: ReadTimeline,
    answer: {
      schema: strictObject({
        items: described(Type.Array(Entry), 'What happened, in order.'),
        next: optional(
          described(Type.Integer({ minimum: 1 }), 'The revision that the next page begins with.'),
        ),
      }),
      example: {
        items: [entryExample],
      },
    },
    problems: ['ticket.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
