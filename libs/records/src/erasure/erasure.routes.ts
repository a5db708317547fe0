import {
  described,
  Moment,
  oneOf,
  optional,
  Pseudonym,
  type RouteRow,
  strictObject,
  Type,
} from '#platform';

import { readWhats } from '../access-log/access-log.decider.js';
import { params, refused } from '../record/record.routes.js';
import { ClaimOnField, Record } from '../records/answers.representation.js';
import { EraseRecord } from './erasure.requests.js';

const text = Type.String();
const position = Type.Integer({ minimum: 0 });

const Place = strictObject({
  sink: described(text, 'The place, such as `keys`, `views` or `attachments`.'),
  position: described(position, 'How far in the log it has heeded erasures.'),
  done: described(Type.Boolean(), 'Whether nothing of the person is left there.'),
});

const Remainder = strictObject({
  context: described(text, 'The context that keeps it.'),
  aggregate: described(text, 'The kind of thing that it was said on.'),
  members: described(
    Type.Array(text),
    'What stays there in clear, by its name in the events, such as `category` or `origin.id`.',
  ),
});

const Receipt = strictObject({
  customer: described(Pseudonym, 'The customer’s pseudonym.'),
  erased: described(Type.Array(Pseudonym), 'The records that were erased: with those merged.'),
  keys: described(Type.Array(text), 'The names of the keys that were destroyed.'),
  at: described(Moment, 'When.'),
  position: described(position, 'The position in the log of the erasure.'),
  sinks: described(Type.Array(Place), 'How far each place has come.'),
  stays: described(
    Type.Array(Remainder),
    'What is not personal by itself, and stays: with when it happened, and who did it.',
  ),
});

const Kept = strictObject({
  context: described(text, 'The context that keeps it.'),
  aggregate: described(text, 'The kind of thing that it was said on.'),
  id: described(text, 'The id of that thing.'),
  type: described(text, 'The name of the event.'),
  at: described(Moment, 'When it happened.'),
  values: described(
    Type.Record(text, Type.Unknown()),
    'The personal values, by their JSON pointers into the event’s data.',
  ),
});

const Happened = strictObject({
  type: described(text, 'What happened: the name of an event.'),
  at: described(Moment, 'When.'),
});

const Reading = strictObject({
  reader: described(Pseudonym, 'Who.'),
  role: described(text, 'In which role.'),
  what: described(oneOf(readWhats), 'What they read.'),
  at: described(Moment, 'When.'),
});

const Data = strictObject({
  customer: described(Pseudonym, 'The customer’s pseudonym.'),
  record: optional(described(Record, 'The record as it is now, if there is one.')),
  kept: described(Type.Array(Kept), 'Every personal value that any context keeps.'),
  claims: described(Type.Array(ClaimOnField), 'Every claim that was ever made.'),
  events: described(Type.Array(Happened), 'What happened to the record.'),
  readBy: described(Type.Array(Reading), 'Who has read it.'),
});

export const erasureRoutes = {
  erase: {
    name: 'EraseRecord',
    method: 'POST',
    path: '/v1/customers/:id/erasure',
    summary:
      'Erase this person: open tickets are closed, their key is destroyed, and what was made of their ' +
      'values is swept. Records that were merged into theirs are erased with it. The ' +
      'receipt tells how far each place has come, and what stays. A legal hold refuses it, on the record.',
    roles: ['customer', 'manager', 'administrator'],
    owner: 'requester',
    params,
    body: EraseRecord,
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
        stays: [{ context: 'tickets', aggregate: 'ticket', members: ['category', 'service'] }],
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
          merged: [],
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
