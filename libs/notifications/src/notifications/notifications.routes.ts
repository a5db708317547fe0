import {
  described,
  Id,
  Moment,
  oneOf,
  optional,
  pageOf,
  Pseudonym,
  type RouteRow,
  staff,
  strictObject,
  Type,
} from '#platform';

import { NotificationFilters } from './notifications.requests.js';

const text = Type.String();

const Delivery = strictObject({
  route: optional(described(text, 'The field that names the way; never its value.')),
  outcome: described(oneOf(['sent', 'not-sent']), 'Whether it was taken to be carried on.'),
  because: optional(described(oneOf(['no-route', 'not-taken']), 'Why it was not sent.')),
  at: described(Moment, 'When.'),
});

const Shown = strictObject({
  id: described(Id, 'Its id.'),
  topic: described(text, 'What it was about.'),
  about: described(Type.Record(text, text), 'Ids of what it was about, by their kinds.'),
  language: described(oneOf(['en', 'ar', 'both']), 'In which language the customer was told.'),
  at: described(Moment, 'When it was to be told.'),
  deliveries: described(Type.Array(Delivery), 'What became of it, way by way.'),
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
    params: { id: described(Pseudonym, 'The customer’s pseudonym.') },
    list: {
      filters: NotificationFilters,
      sorts: { at: 'at' },
      order: '-at',
    },
    answer: {
      schema: pageOf(Shown),
      example: { items: [example] },
    },
    problems: ['record.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
