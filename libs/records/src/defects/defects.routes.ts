import { Type } from 'typebox';
import { singleLine, Moment, Pseudonym, type RouteRow, slug } from '#platform';

import { pageOf } from '../records/records.routes.js';

const orNull = Type.Union([Type.String(), Type.Null()]);

const Origin = Type.Object({
  source: Type.String(),
  agent: orNull,
  clerk: orNull,
  form: orNull,
  field: Type.String(),
  defects: Type.Integer(),
  minutes: Type.Integer(),
  lastFoundAt: Moment,
});

const Defect = Type.Object({
  defect: Type.String(),
  customer: Pseudonym,
  field: Type.String(),
  source: Type.String(),
  by: Type.String(),
  believedSince: Moment,
  foundAt: Moment,
  minutes: Type.Integer(),
});

const roles = ['manager', 'administrator', 'auditor'] as const;
const filters = {
  source: { schema: singleLine(100) },
  clerk: { schema: singleLine(200) },
  form: { schema: singleLine(200) },
  field: { schema: slug() },
} as const;

export const defectsRoutes = {
  report: {
    name: 'reportRecordDefects',
    method: 'GET',
    path: '/v1/reports/record-defects',
    summary:
      'Where wrong values come from: system, clerk, agent or form; how many, and the minutes that ' +
      'they cost customers.',
    roles,
    list: {
      filters,
      sorts: { minutes: 'minutes', defects: 'defects' },
      order: '-minutes',
    },
    answer: {
      schema: pageOf(Origin),
      example: {
        items: [
          {
            source: 'import:crm',
            agent: null,
            clerk: 'clerk-17',
            form: null,
            field: 'address',
            defects: 1,
            minutes: 25,
            lastFoundAt: '2026-11-22T09:30:00.000Z',
          },
        ],
      },
    },
  },
  list: {
    name: 'listRecordDefects',
    method: 'GET',
    path: '/v1/reports/record-defects/found',
    summary: 'Each wrong value that was found: since when it was believed, and what it cost.',
    roles,
    list: {
      filters: {
        ...filters,
        customer: { schema: Pseudonym },
        foundAfter: { schema: Moment, column: 'foundAt', as: 'from' },
        foundBefore: { schema: Moment, column: 'foundAt', as: 'to' },
      },
      sorts: { foundAt: 'foundAt', minutes: 'minutes' },
      order: '-foundAt',
    },
    answer: {
      schema: pageOf(Defect),
      example: {
        items: [
          {
            defect: '019ab3c4-5d6e-7ffb-8f00-0123456789ab',
            customer: 'salma',
            field: 'address',
            source: 'import:crm',
            by: 'crm',
            believedSince: '2024-03-01T00:00:00.000Z',
            foundAt: '2026-11-22T09:30:00.000Z',
            minutes: 25,
          },
        ],
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
