import { pageOf, type Listing, type RouteRow } from '#platform';

import { contactId } from '../contact/contact.routes.js';
import { onlookers } from '../leaving/leaving.routes.js';
import {
  AskedAgain,
  Counts,
  Deviated,
  Minutes,
  OpenHandoff,
  Refused,
  ToldWaits,
} from './reports.representation.js';
import {
  DeviationCounts,
  DeviationFilters,
  MinutesQuery,
  RefusalCounts,
  RefusalFilters,
  RepeatCounts,
  RepeatFilters,
  ToldWaitsQuery,
} from './reports.requests.js';

const id = '019ab3c4-5d6e-7fff-8f00-0123456789ac';
const ticket = '019ab3c4-5d6e-7fff-8f00-0123456789ad';
const team = '019ab3c4-5d6e-7fff-8f00-0123456789ae';
const at = '2026-11-24T09:30:00.000Z';
const period = { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' };

const happened = {
  contact: contactId,
  customer: 'customer-salma',
  ticket,
  team,
  by: 'agent-ana',
  at,
};

const listed = (filters: NonNullable<Listing['filters']>): Listing => ({
  filters,
  columns: { from: { column: 'at', as: 'from' }, to: { column: 'at', as: 'to' } },
  sorts: { at: 'at' },
  order: '-at',
});

const spent = { menu: 40, queue: 480, hold: 300, handoff: 60, repeat: 180, total: 1060 };
const cost = { contacts: 2, ...spent, awaitingUs: 7200, overBudget: 0 };
const rate = { cases: 10, kept: 4, rate: 0.4, toldSeconds: 240, waitedSeconds: 900 };

const counting = (
  name: string,
  path: string,
  summary: string,
  query: NonNullable<RouteRow['query']>,
) =>
  ({
    name,
    method: 'GET',
    path,
    summary,
    roles: onlookers,
    query,
    answer: {
      schema: Counts,
      example: { ...period, items: [{ group: 'second-hand-phones', count: 3 }], count: 3 },
    },
  }) as const satisfies RouteRow;

export const reportsRoutes = {
  refusals: {
    name: 'listRefusals',
    method: 'GET',
    path: '/v1/refusals',
    summary: 'What was refused to customers, and by which rule; the latest first.',
    roles: onlookers,
    list: listed(RefusalFilters),
    answer: {
      schema: pageOf(Refused),
      example: {
        items: [{ refusal: id, rule: 'second-hand-phones', reason: 'A stranger.', ...happened }],
      },
    },
  },
  refusalCounts: counting(
    'countRefusals',
    '/v1/refusals/counts',
    'How often something was refused, by rule, team, ticket or person.',
    RefusalCounts,
  ),
  repeats: {
    name: 'listStoriesAskedAgain',
    method: 'GET',
    path: '/v1/stories-asked-again',
    summary: 'Each time a customer was made to repeat their story; the latest first.',
    roles: onlookers,
    list: listed(RepeatFilters),
    answer: {
      schema: pageOf(AskedAgain),
      example: { items: [{ id, cause: 'not-read', seconds: 180, ...happened }] },
    },
  },
  repeatCounts: counting(
    'countStoriesAskedAgain',
    '/v1/stories-asked-again/counts',
    'How often customers were made to repeat their story, by cause, team, ticket or person.',
    RepeatCounts,
  ),
  deviations: {
    name: 'listScriptDeviations',
    method: 'GET',
    path: '/v1/script-deviations',
    summary: 'Where scripts were left, what came of it, and what a manager says; the latest first.',
    roles: onlookers,
    list: listed(DeviationFilters),
    answer: {
      schema: pageOf(Deviated),
      example: {
        items: [
          {
            deviation: id,
            script: 'identity',
            step: 'address',
            reason: 'She knows where she lives.',
            ...happened,
            endorsed: null,
          },
        ],
      },
    },
  },
  deviationCounts: counting(
    'countScriptDeviations',
    '/v1/script-deviations/counts',
    'How often scripts were left, by step, script, team or verdict.',
    DeviationCounts,
  ),
  handoffs: {
    name: 'listOpenHandoffs',
    method: 'GET',
    path: '/v1/open-handoffs',
    summary: 'Hand-offs that wait for an answer, the oldest first.',
    roles: onlookers,
    list: { sorts: { offeredAt: 'offeredAt' } },
    answer: {
      schema: pageOf(OpenHandoff),
      example: {
        items: [
          {
            contact: contactId,
            handoff: id,
            customer: 'customer-salma',
            accountable: 'agent-ana',
            queue: 'billing',
            offeredAt: at,
            seconds: 40,
          },
        ],
      },
    },
  },
  minutes: {
    name: 'customerMinutes',
    method: 'GET',
    path: '/v1/customer-minutes',
    summary:
      'What contacts that began in a period cost of customers’ time, in seconds of each kind, per ' +
      'customer, ticket, team or service; and for how long tickets that were opened in it awaited ' +
      'us. What still runs counts once it ends.',
    roles: onlookers,
    query: MinutesQuery,
    answer: {
      schema: Minutes,
      example: { ...period, budget: 20, items: [{ group: 'vpn', ...cost }], all: cost },
    },
  },
  toldWaits: {
    name: 'toldWaits',
    method: 'GET',
    path: '/v1/told-waits',
    summary:
      'The honesty of waits: how many were no longer than the customer was told, of contacts that ' +
      'began in a period, with the number of cases.',
    roles: onlookers,
    query: ToldWaitsQuery,
    answer: {
      schema: ToldWaits,
      example: { ...period, items: [{ group: 'network', ...rate }], all: rate },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
