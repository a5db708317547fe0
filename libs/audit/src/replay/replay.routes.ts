import {
  described,
  historyOf,
  Id,
  Moment,
  optional,
  orNull,
  Pseudonym,
  type RouteRow,
  strictObject,
  Type,
} from '#platform';
import { byEvent, Ticket } from '#tickets';

import { ReadDifference, ReadReplay, ReadState } from './replay.requests.js';

const text = Type.String();
const count = Type.Integer({ minimum: 0 });
const any = Type.Unknown();

export const By = strictObject({
  kind: described(text, 'The role in which it was done; `system` for the desk itself.'),
  id: described(Pseudonym, 'Who did it.'),
});

const Change = strictObject({
  field: described(text, 'The name of the field.'),
  before: optional(described(any, 'What it was; absent where there was nothing.')),
  after: optional(described(any, 'What it is then; absent where there is nothing.')),
});

export const Why = strictObject({
  command: described(Id, 'The command that caused it.'),
  correlation: described(text, 'The conversation that the command belongs to.'),
});

const changed = described(
  Type.Array(Change),
  'What is different; version and moment of the last change are left out.',
);

const Frame = byEvent('Frame', {
  version: described(count, 'The version of the ticket that it made.'),
  position: described(count, 'Its place among all events of this desk.'),
  at: described(Moment, 'When it happened.'),
  recordedAt: described(Moment, 'When it was recorded.'),
  by: described(By, 'Who did it.'),
  onBehalfOf: optional(described(Pseudonym, 'The customer whose words were recorded.')),
  before: described(orNull(Ticket), 'The ticket before; null before it was opened.'),
  after: described(orNull(Ticket), 'The ticket then.'),
  changed,
  why: described(Why, 'What it came of.'),
});

const State = strictObject({
  version: described(count, 'The version that counts.'),
  recordedAt: described(Moment, 'When that was recorded.'),
  ticket: described(orNull(Ticket), 'The ticket as it was known.'),
});

const Difference = strictObject({
  from: described(count, 'The version of the earlier moment; 0 before it was opened.'),
  to: described(count, 'The version of the later moment.'),
  changed,
});

const example = {
  version: 3,
  position: 4711,
  type: 'TicketQueued',
  at: '2026-11-22T09:30:00.000Z',
  recordedAt: '2026-11-22T09:30:00.004Z',
  by: { kind: 'agent', id: 'ana' },
  data: { queue: 'telephony' },
  before: null,
  after: null,
  changed: [{ field: 'queue', before: 'intake', after: 'telephony' }],
  why: {
    command: '019ab3c4-5d6e-7000-8f00-0123456789ab',
    correlation: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  },
};

const end = {
  $end: true,
  count: 1,
  position: 4711,
  sha256: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
};

const common = { method: 'GET', roles: ['auditor'], problems: ['http.not-found'] } as const;

export const replayRoutes = {
  frames: {
    ...common,
    name: 'replayTicket',
    path: '/v1/audit/tickets/:id/replay',
    summary: 'A ticket’s history frame by frame: before, what happened, after, what changed, why.',
    query: ReadReplay,
    problems: ['http.not-found', 'http.cursor-invalid'],
    answer: {
      schema: historyOf(Frame),
    },
  },
  export: {
    ...common,
    name: 'exportReplay',
    path: '/v1/audit/tickets/:id/replay/export',
    summary: 'All frames as NDJSON. The last line tells count, position and SHA-256.',
    answer: {
      media: 'application/x-ndjson',
      schema: text,
      example: `${JSON.stringify(example)}\n${JSON.stringify(end)}\n`,
    },
  },
  state: {
    ...common,
    name: 'readTicketAsKnown',
    path: '/v1/audit/tickets/:id/state',
    summary: 'A ticket as it was known at a moment.',
    query: ReadState,
    answer: { schema: State },
  },
  difference: {
    ...common,
    name: 'compareTicket',
    path: '/v1/audit/tickets/:id/difference',
    summary: 'What of a ticket changed between two moments, field by field.',
    query: ReadDifference,
    answer: {
      schema: Difference,
      example: { from: 2, to: 3, changed: example.changed },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
