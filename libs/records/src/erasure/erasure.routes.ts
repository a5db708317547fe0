import { Type } from 'typebox';
import { Moment, optional, strictObject, Pseudonym, type RouteRow, text } from '#platform';

import { params, refused } from '../record/record.routes.js';
import { Record } from '../records/records.routes.js';

const Receipt = Type.Object({
  customer: Pseudonym,
  erased: Type.Array(Pseudonym),
  keys: Type.Array(Type.String()),
  at: Moment,
  position: Type.Integer(),
  sinks: Type.Array(
    Type.Object({ sink: Type.String(), position: Type.Integer(), done: Type.Boolean() }),
  ),
});

const Kept = Type.Object({
  context: Type.String(),
  aggregate: Type.String(),
  id: Type.String(),
  type: Type.String(),
  at: Moment,
  values: Type.Record(Type.String(), Type.Unknown()),
});

const Data = Type.Object({
  customer: Pseudonym,
  record: optional(Record),
  kept: Type.Array(Kept),
  claims: Type.Array(Type.Object({})),
  events: Type.Array(Type.Object({ type: Type.String(), at: Moment })),
  readBy: Type.Array(
    Type.Object({ reader: Type.String(), role: Type.String(), what: Type.String(), at: Moment }),
  ),
});

export const erasureRoutes = {
  erase: {
    name: 'EraseRecord',
    method: 'POST',
    path: '/v1/customers/:id/erasure',
    summary:
      'Erase this person: open tickets are closed, their key is destroyed, and what was made of their ' +
      'values is swept. Records that were merged into theirs are erased with it. The ' +
      'receipt tells how far each place has come. A legal hold refuses it, on the record.',
    roles: ['customer', 'manager', 'administrator'],
    owner: 'requester',
    params,
    body: strictObject({ legalBasis: text(500) }),
    example: { legalBasis: 'GDPR, article 17(1)(b): consent withdrawn' },
    answer: {
      schema: Receipt,
      example: {
        customer: 'salma',
        erased: ['salma'],
        keys: ['Tdgn9VE6cLpPTuLqcvNuHFDGxVgnsXUkPU8Ztr0B5Ys'],
        at: '2026-11-22T09:30:00.000Z',
        position: 4711,
        sinks: [{ sink: 'keys', position: 4711, done: true }],
      },
    },
    problems: refused('legal-hold', 'manager-only'),
  },
  data: {
    name: 'exportData',
    method: 'GET',
    path: '/v1/customers/:id/data',
    summary:
      'Everything that is kept of a person in one file, with where it came from, and who has read it ' +
      '(GDPR, articles 15 and 20).',
    roles: ['customer', 'manager', 'administrator', 'auditor'],
    owner: 'requester',
    params,
    answer: {
      schema: Data,
      example: {
        customer: 'salma',
        record: {
          customer: 'salma',
          version: 4,
          asOf: '2026-11-23T09:00:00.000Z',
          knownAt: '2026-11-23T09:00:00.000Z',
          fields: {},
        },
        kept: [
          {
            context: 'tickets',
            aggregate: 'ticket',
            id: '019ab3c4-5d6e-7fff-8f00-0123456789ab',
            type: 'TicketOpened',
            at: '2026-11-22T09:30:00.000Z',
            values: { '/subject': 'VPN drops every hour' },
          },
        ],
        claims: [],
        events: [],
        readBy: [{ reader: 'ana', role: 'agent', what: 'record', at: '2026-11-22T09:30:00.000Z' }],
      },
    },
    problems: ['record.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
