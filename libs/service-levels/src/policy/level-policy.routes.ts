import { Answered, pageOf, type RouteRow, staff } from '#platform';

import { levelPolicyShown, LevelPolicyShown } from './level-policy.representation.js';
import { examplePolicy, examplePolicyRow } from './level-policy.representation.js';
import {
  LevelPolicyBody,
  LevelPolicyFilters,
  LevelPolicyVersionQuery,
} from './level-policy.requests.js';

const readers = [...staff, 'auditor', 'integration'] as const;
const editors = ['manager', 'administrator'] as const;
const { id } = examplePolicyRow;
const path = '/v1/service-level-policies';
const invalid = ['service-level-policy.target-twice', 'service-level-policy.calendar-not-found'];
const missing = 'service-level-policy.not-found';

export const levelPolicyRoutes = {
  create: {
    name: 'CreateServiceLevelPolicy',
    method: 'POST',
    path,
    summary:
      'Create a policy of service levels: times, the calendar whose minutes count, and the tickets that it is for.',
    roles: editors,
    body: LevelPolicyBody,
    example: examplePolicy,
    answer: { status: 201, schema: Answered, example: { id, version: 1 } },
    problems: invalid,
  },
  publish: {
    name: 'PublishServiceLevelPolicy',
    method: 'POST',
    path: `${path}/:id/versions`,
    summary:
      'Publish the next version of a policy. It is in force at once, and clocks that run are restated.',
    roles: editors,
    ifMatch: 'allowed',
    body: LevelPolicyBody,
    example: examplePolicy,
    answer: { status: 200, schema: Answered, example: { id, version: 2 } },
    problems: [missing, 'service-level-policy.retired', ...invalid],
  },
  retire: {
    name: 'RetireServiceLevelPolicy',
    method: 'DELETE',
    path: `${path}/:id`,
    summary:
      'Retire a policy. Its tickets get the next policy that fits; their clocks are restated.',
    roles: editors,
    ifMatch: 'allowed',
    answer: { status: 200, schema: Answered, example: { id, version: 3 } },
    problems: [missing],
  },
  list: {
    name: 'listServiceLevelPolicies',
    method: 'GET',
    path,
    summary: 'The policies of service levels, each in its latest version.',
    roles: readers,
    list: { filters: LevelPolicyFilters, sorts: { name: 'name', from: 'from' } },
    answer: {
      schema: pageOf(LevelPolicyShown),
      example: { items: [levelPolicyShown(examplePolicyRow)] },
    },
  },
  one: {
    name: 'readServiceLevelPolicy',
    method: 'GET',
    path: `${path}/:id`,
    summary: 'A policy: the latest version, or the one that `version` names.',
    roles: readers,
    query: LevelPolicyVersionQuery,
    answer: { schema: LevelPolicyShown, example: levelPolicyShown(examplePolicyRow) },
    problems: [missing, 'service-level-policy.version-not-found'],
  },
  versions: {
    name: 'listServiceLevelPolicyVersions',
    method: 'GET',
    path: `${path}/:id/versions`,
    summary: 'Every version that a policy had, and from when it was in force.',
    roles: readers,
    list: { sorts: { version: 'version' }, order: '-version' },
    answer: {
      schema: pageOf(LevelPolicyShown),
      example: { items: [levelPolicyShown(examplePolicyRow)] },
    },
    problems: [missing],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
