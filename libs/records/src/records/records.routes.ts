import { Type } from 'typebox';
import { boolean, Moment, optional, Pseudonym, roles, type RouteRow, slug, staff } from '#platform';

import { Address, claimId, params } from '../record/record.routes.js';

export const pageOf = <S extends ReturnType<typeof Type.Object>>(item: S) =>
  Type.Object({
    items: Type.Array(item),
    nextCursor: Type.Optional(Type.String()),
    count: Type.Optional(Type.Integer()),
  });

export const readers = [...staff, 'integration', 'auditor'] as const;

export const Value = Type.Union([Type.String(), Address, Type.Null()]);

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

const Claim = Type.Object({
  claim: Type.Optional(Type.String()),
  value: Type.Optional(Value),
  source: Type.Optional(Type.String()),
  assurance: Type.Optional(Type.String()),
  since: Type.Optional(Moment),
  learnedAt: Type.Optional(Moment),
});

const Field = Type.Object({
  ...Claim.properties,
  restricted: Type.Boolean(),
  disputedBy: Type.Array(Type.Object({ system: Type.String(), since: Moment })),
  contests: Type.Array(Type.Object({ reason: Type.Union([Type.String(), Type.Null()]) })),
  waiting: Type.Array(Claim),
  announced: Type.Array(Claim),
});

/** A record as it is answered. */
export const Record = Type.Object({
  customer: Pseudonym,
  version: Type.Integer(),
  asOf: Moment,
  knownAt: Moment,
  fields: Type.Record(Type.String(), Field),
});

const Line = Type.Object({
  customer: Pseudonym,
  name: Value,
  changedAt: Moment,
  systems: Type.Array(Type.String()),
  restricted: Type.Array(Type.String()),
});

export const recordsRoutes = {
  list: {
    name: 'listCustomers',
    method: 'GET',
    path: '/v1/customers',
    summary: 'Customers, searched by name, address, number or any other value, in any script.',
    roles: readers,
    list: {
      filters: {
        system: { schema: slug() },
        restricted: { schema: slug() },
        mergedInto: { schema: Pseudonym },
      },
      sorts: { customer: 'customer', changedAt: 'changedAt' },
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
    query: Type.Object({
      asOf: optional(Moment),
      knownAt: optional(Moment),
      explain: optional(boolean()),
    }),
    answer: {
      schema: Record,
      example: {
        customer: 'salma',
        version: 4,
        asOf: '2026-11-23T09:00:00.000Z',
        knownAt: '2026-11-23T09:00:00.000Z',
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
