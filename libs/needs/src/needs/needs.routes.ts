import { pageOf, type Role, type RouteRow, staff } from '#platform';

import { needParam } from '../need/need.routes.js';
import { Department, Need } from './need.representation.js';
import { NeedFilters } from './needs.requests.js';

const readers: readonly Role[] = [...staff, 'auditor', 'integration'];

const sums = { people: 5, users: 14, yearlyCost: { EUR: 9600 }, renewsIn: '2027-Q1' };

export const needExample = {
  id: 'finance.spreadsheet',
  department: 'finance',
  kind: 'spreadsheet',
  ...sums,
  status: 'open',
  service: null,
  version: 6,
};

export const needsRoutes = {
  list: {
    name: 'listNeeds',
    method: 'GET',
    path: '/v1/needs',
    summary:
      'What people do by workarounds of their own, where five or more have disclosed one. Sums ' +
      'grow by five people at a time.',
    roles: readers,
    list: {
      filters: NeedFilters,
      sorts: { people: 'people', users: 'users', renewsIn: 'renewsIn' },
      order: '-people',
    },
    answer: { schema: pageOf(Need), example: { items: [needExample] } },
  },
  departments: {
    name: 'listDepartmentsByNeed',
    method: 'GET',
    path: '/v1/needs/departments',
    summary: 'The same, summed by department.',
    roles: readers,
    list: {
      sorts: { people: 'people', users: 'users', department: 'department' },
      order: '-people',
    },
    answer: {
      schema: pageOf(Department),
      example: { items: [{ department: 'finance', ...sums }] },
    },
  },
  one: {
    name: 'readNeed',
    method: 'GET',
    path: '/v1/needs/:id',
    summary: 'One need. Its version is the ETag.',
    roles: readers,
    params: { id: needParam },
    answer: { schema: Need, example: needExample },
    problems: ['need.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
