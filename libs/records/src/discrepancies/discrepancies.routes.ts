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

import { settlements } from '../record/record.events.js';
import { Value } from '../records/answers.representation.js';
import { DiscrepancyFilters, discrepancyStatuses } from './discrepancies.requests.js';

const text = Type.String();

const Discrepancy = strictObject({
  discrepancy: described(Id, 'Its id.'),
  customer: described(Pseudonym, 'The customer’s pseudonym.'),
  field: described(text, 'The field that they differ in.'),
  system: described(text, 'The system that says otherwise.'),
  unread: optional(described(Type.Boolean(), 'What the system says cannot be read.')),
  status: described(oneOf(discrepancyStatuses), 'Whether both sides still differ.'),
  openedAt: described(Moment, 'Since when they differ.'),
  settledAt: optional(described(Moment, 'When they agreed.')),
  because: optional(described(oneOf(settlements), 'Why they agree.')),
  ours: optional(described(Value, 'What the record says now.')),
  theirs: optional(described(Value, 'What the system says now.')),
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
      filters: DiscrepancyFilters,
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
