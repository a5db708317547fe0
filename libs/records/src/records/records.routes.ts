import { pageOf, roles, type RouteRow, staff } from '#platform';

import { claimId, params } from '../record/record.routes.js';
import { Line, Record } from './answers.representation.js';
import { CustomerFilters, ReadRecord } from './records.requests.js';

export const readers = [...staff, 'integration', 'auditor'] as const;

const example = {
  claim: claimId,
  value: { street: 'Nile Street', houseNumber: '30', city: 'Cairo', country: 'EG' },
  said: { houseNumber: '٣٠' },
  source: 'customer',
  channel: 'phone',
  assurance: 'verified',
  since: '2024-03-01T00:00:00.000Z',
  learnedAt: '2026-11-22T09:30:00.000Z',
};

export const recordsRoutes = {
  list: {
    name: 'listCustomers',
    method: 'GET',
    path: '/v1/customers',
    summary: 'Customers, searched by name, address, number or any other value, in any script.',
    roles: readers,
    list: {
      filters: CustomerFilters,
      sorts: { customer: 'customer', changedAt: 'changedAt' },
      moving: { changed: 'changed', except: ['customer'] },
      search: true,
    },
    answer: {
      schema: pageOf(Line),
      example: {
        items: [
          {
            customer: 'salma',
            name: 'Salma Hassan',
            changedAt: example.learnedAt,
            systems: ['crm'],
            restricted: ['address'],
          },
        ],
      },
    },
  },
  one: {
    name: 'readRecord',
    method: 'GET',
    path: '/v1/customers/:id/record',
    summary:
      'What is in force, from whom and since when. `asOf`: as it was true then; `knownAt`: as it was ' +
      'known then; `explain`: why it is that and nothing else, with every claim that was ever made. ' +
      'Who reads somebody else’s record is on record.',
    roles,
    owner: 'requester',
    params,
    query: ReadRecord,
    answer: {
      schema: Record,
      example: {
        customer: 'salma',
        version: 4,
        asOf: '2026-11-23T09:00:00.000Z',
        knownAt: '2026-11-23T09:00:00.000Z',
        merged: [],
        fields: {
          address: {
            ...example,
            restricted: true,
            disputedBy: [{ system: 'crm', since: '2026-11-23T01:00:00.000Z' }],
            contests: [],
            waiting: [],
            announced: [],
          },
        },
      },
    },
    problems: ['record.not-found'],
  },
} as const satisfies { readonly [name: string]: RouteRow };
