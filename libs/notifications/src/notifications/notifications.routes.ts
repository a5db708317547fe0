import { Type } from 'typebox';
import {
  Id,
  integer,
  listOf,
  Moment,
  oneOf,
  optional,
  Pseudonym,
  type RouteRow,
  slug,
  staff,
  strictObject,
  text,
} from '#platform';

const Delivery = strictObject({
  route: optional(slug()),
  outcome: oneOf(['sent', 'not-sent']),
  because: optional(oneOf(['no-route', 'not-taken'])),
  at: Moment,
});

const Shown = strictObject({
  id: Id,
  topic: slug(),
  about: Type.Record(Type.String(), Type.String()),
  language: oneOf(['en', 'ar', 'both']),
  at: Moment,
  deliveries: listOf(Delivery),
});

const example = {
  id: '019ab3c4-5d6e-7fff-8f00-0123456789ab',
  topic: 'change-announced',
  about: { change: '019ab3c4-5d6e-7ffe-8f00-0123456789ab' },
  language: 'ar',
  at: '2026-11-22T09:30:00.000Z',
  deliveries: [{ route: 'telephone', outcome: 'sent', at: '2026-11-22T09:30:00.000Z' }],
} as const;

export const notificationsRoutes = {
  list: {
    name: 'listNotifications',
    method: 'GET',
    path: '/v1/customers/:id/notifications',
    summary:
      'What a customer was told: on what topic, by which routes, in which language, and whether it ' +
      'was taken. Neither its words nor where it went are kept.',
    roles: ['customer', ...staff, 'auditor'],
    owner: 'requester',
    params: { id: Pseudonym },
    list: {
      filters: { topic: { schema: slug() } },
      sorts: { at: 'at' },
      order: '-at',
    },
    answer: {
      schema: strictObject({
        items: listOf(Shown, 200),
        nextCursor: optional(text(1000)),
        count: optional(integer(0, Number.MAX_SAFE_INTEGER)),
      }),
      example: { items: [example] },
    },
    problems: ['record.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
