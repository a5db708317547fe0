import {
  Answered,
  described,
  Id,
  type Listing,
  Moment,
  orNull,
  pageOf,
  roles,
  type RouteRow,
  staff,
  strictObject,
  Type,
} from '#platform';

import { MakePromise } from '../promise/promise.requests.js';
import { concerned, promiseId, refused, states, windowCodes } from '../promise/promise.routes.js';
import { PromiseAnswer } from './promise.representation.js';
import { AllPromiseFilters, KeptRateQuery, PromiseFilters } from './promises.requests.js';

const makingCodes = ['for-whom', 'for-yourself', 'ticket-not-found', 'staff-only'];

const ticket = '019ab3c4-5d6e-7fff-8f00-0123456789ac';
const team = '019ab3c4-5d6e-7fff-8f00-0123456789ad';

const window = {
  from: '2026-11-24T12:00:00.000Z',
  to: '2026-11-24T14:00:00.000Z',
  timeZone: 'Africa/Cairo',
};

const example = {
  id: promiseId,
  kind: 'callback',
  to: 'customer-salma',
  topic: 'The VPN drops every hour',
  about: { ticket },
  window,
  local: { from: '2026-11-24T14:00', to: '2026-11-24T16:00' },
  channel: 'phone',
  accountable: 'agent-ana',
  queue: 'network',
  team,
  status: 'due',
  promisedAt: '2026-11-24T09:30:00.000Z',
  promisedBy: 'agent-ana',
  attempts: [],
  moves: [],
  misses: [],
  version: 1,
};

const count = Type.Integer({ minimum: 0 });

const rate = {
  kept: described(count, 'How many were kept before their window ended.'),
  missed: described(count, 'How many were missed, also when they were kept later.'),
  keptLate: described(count, 'How many of the missed ones were kept later.'),
  cases: described(count, 'Kept and missed together: what the rate is of.'),
  rate: described(
    orNull(Type.Number({ minimum: 0, maximum: 1 })),
    'kept / cases, to four digits; null where there is no case.',
  ),
};

const TeamRate = strictObject({
  team: described(orNull(Id), 'The team; null where no team had the queue, or there was none.'),
  ...rate,
});

const listed: Pick<Listing, 'columns' | 'sorts'> = {
  columns: { dueAfter: { column: 'due', as: 'from' }, dueBefore: { column: 'due', as: 'to' } },
  sorts: { due: 'due', promisedAt: 'promisedAt' },
};

const rateExample = { kept: 9, missed: 1, keptLate: 1, cases: 10, rate: 0.9 };

export const promisesRoutes = {
  make: {
    name: 'MakePromise',
    method: 'POST',
    path: '/v1/promises',
    summary:
      'Promise a call-back or a check-in. Customers ask for a call-back to themselves, and it is ' +
      'promised at once, by the person who is accountable.',
    roles: concerned,
    owner: 'requester',
    states,
    body: MakePromise,
    example: {
      kind: 'callback',
      to: 'customer-salma',
      topic: 'The VPN drops every hour',
      about: { ticket },
      window,
      channel: 'phone',
    },
    answer: { status: 201, schema: Answered, example: { id: promiseId, version: 1 } },
    problems: refused(...makingCodes, ...windowCodes),
  },
  list: {
    name: 'listPromises',
    method: 'GET',
    path: '/v1/promises',
    summary: 'Promises, the next to be kept first. Customers see their own.',
    roles,
    owner: 'requester',
    list: { filters: AllPromiseFilters, ...listed, order: 'due' },
    answer: { schema: pageOf(PromiseAnswer), example: { items: [example] } },
    problems: ['promise.staff-only'],
  },
  mine: {
    name: 'myPromises',
    method: 'GET',
    path: '/v1/my-promises',
    summary: 'What I have promised and not kept yet, the next to be kept first.',
    roles: [...staff, 'integration'],
    scope: 'promises:read',
    list: { filters: PromiseFilters, ...listed, order: 'due' },
    answer: { schema: pageOf(PromiseAnswer), example: { items: [example] } },
  },
  keptRate: {
    name: 'keptRate',
    method: 'GET',
    path: '/v1/promises/kept-rate',
    summary:
      'How many promises each team kept in a period, with the number of cases. A promise counts ' +
      'once: as missed when its first missed window ended in the period, otherwise as kept when it ' +
      'was kept in it. Promises that were released in time, or are due, do not count.',
    roles: [...staff, 'auditor'],
    query: KeptRateQuery,
    answer: {
      schema: strictObject({
        from: described(Moment, 'When the period begins.'),
        to: described(Moment, 'When it ends.'),
        items: described(Type.Array(TeamRate), 'Each team with a case in the period.'),
        all: described(strictObject(rate), 'All teams together.'),
      }),
      example: {
        from: '2026-11-01T00:00:00.000Z',
        to: '2026-12-01T00:00:00.000Z',
        items: [{ team, ...rateExample }],
        all: rateExample,
      },
    },
  },
  one: {
    name: 'readPromise',
    method: 'GET',
    path: '/v1/promises/:id',
    summary: 'One promise as it is now. Its version is the ETag.',
    roles,
    owner: 'requester',
    answer: { schema: PromiseAnswer, example },
    problems: ['promise.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
