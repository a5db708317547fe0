import {
  described,
  Id,
  Moment,
  optional,
  orNull,
  pageOf,
  Pseudonym,
  type RouteRow,
  strictObject,
  Type,
} from '#platform';

import { DefectFilters, OriginFilters } from './defects.requests.js';

const text = Type.String();
const count = Type.Integer({ minimum: 0 });

const Origin = strictObject({
  source: described(text, 'The source, such as `import:crm`.'),
  agent: described(orNull(text), 'Whose word it was; null for what was imported.'),
  clerk: described(orNull(text), 'Who typed it, as their employer names them.'),
  form: described(orNull(text), 'The form that it was typed into.'),
  field: described(text, 'The field that was wrong.'),
  defects: described(count, 'How many values were wrong.'),
  minutes: described(count, 'The minutes that they cost customers.'),
  lastFoundAt: described(Moment, 'When the last of them was found.'),
});

const BornIn = strictObject({
  system: optional(described(text, 'The system.')),
  row: optional(described(text, 'The row of the system.')),
  clerk: optional(described(text, 'Who typed it, as their employer names them.')),
  form: optional(described(text, 'The form that it was typed into.')),
});

const Defect = strictObject({
  defect: described(Id, 'Its id.'),
  customer: described(Pseudonym, 'The customer’s pseudonym.'),
  field: described(text, 'The field that was wrong.'),
  source: described(text, 'The source, such as `import:crm`.'),
  by: described(text, 'Who entered it.'),
  origin: optional(described(BornIn, 'Where the value was born.')),
  believedSince: described(Moment, 'Since when it was in force.'),
  foundAt: described(Moment, 'When the customer said so.'),
  minutes: described(count, 'The minutes that it cost the customer.'),
});

const roles = ['manager', 'administrator', 'auditor'] as const;

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
      filters: OriginFilters,
      sorts: { minutes: 'minutes', defects: 'defects' },
      moving: { changed: 'changed', except: [] },
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
      filters: DefectFilters,
      columns: {
        foundAfter: { column: 'foundAt', as: 'from' },
        foundBefore: { column: 'foundAt', as: 'to' },
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
