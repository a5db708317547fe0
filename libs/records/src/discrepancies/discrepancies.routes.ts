import { Type } from 'typebox';
import { Id, Moment, oneOf, Pseudonym, type RouteRow, slug, staff } from '#platform';

import { settlements } from '../record/record.events.js';
import { pageOf, Value } from '../records/records.routes.js';

const Discrepancy = Type.Object({
  discrepancy: Id,
  customer: Pseudonym,
  field: Type.String(),
  system: Type.String(),
  status: oneOf(['open', 'settled']),
  openedAt: Moment,
  settledAt: Type.Optional(Moment),
  because: Type.Optional(oneOf(settlements)),
  ours: Type.Optional(Value),
  theirs: Type.Optional(Value),
});

export const discrepanciesRoutes = {
  list: {
    name: 'listDiscrepancies',
    method: 'GET',
    path: '/v1/discrepancies',
    summary: 'Where another system says otherwise than the record, and what both say now.',
    roles: [...staff, 'auditor', 'integration'],
    scope: 'customers:read',
    list: {
      filters: {
        status: { schema: oneOf(['open', 'settled']) },
        system: { schema: slug() },
        field: { schema: slug() },
        customer: { schema: Pseudonym },
      },
      sorts: { openedAt: 'openedAt' },
      order: '-openedAt',
    },
    answer: {
      schema: pageOf(Discrepancy),
      example: {
        items: [
          {
            discrepancy: '019ab3c4-5d6e-7ffd-8f00-0123456789ab',
            customer: 'salma',
            field: 'address',
            system: 'crm',
            status: 'open',
            openedAt: '2026-11-23T01:00:00.000Z',
            ours: { street: 'Nile Street', houseNumber: '30' },
            theirs: { street: 'Nile Street', houseNumber: '10' },
          },
        ],
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
