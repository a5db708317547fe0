import { Type } from 'typebox';
import {
  Moment,
  strictObject,
  optional,
  Pseudonym,
  roles,
  type RouteRow,
  integer,
} from '#platform';

const TimelineEntrySchema = Type.Object({
  revision: Type.Integer({ minimum: 0 }),
  type: Type.String(),
  at: Moment,
  recordedAt: Moment,
  by: Type.Object({ kind: Type.String(), id: Type.String() }),
  onBehalfOf: Type.Optional(Pseudonym),
  data: Type.Object({}),
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
    query: strictObject({
      from: optional(integer(0, 1_000_000_000)),
      limit: optional(integer(1, 200)),
    }),
    answer: {
      schema: Type.Object({
        items: Type.Array(TimelineEntrySchema),
        next: Type.Optional(Type.Integer({ minimum: 1 })),
      }),
      example: {
        items: [entryExample],
      },
    },
    problems: ['ticket.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
