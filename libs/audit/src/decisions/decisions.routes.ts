import {
  described,
  Moment,
  optional,
  orNull,
  Pseudonym,
  type RouteRow,
  strictObject,
  Type,
} from '#platform';
import { CustomerRecord } from '#records';
import { Ticket } from '#tickets';

import { By, Why } from '../replay/replay.routes.js';

const text = Type.String();
const count = Type.Integer({ minimum: 0 });
const Position = Type.String({ pattern: '^[0-9]{1,16}$', maxLength: 16 });

const Saw = strictObject({
  ticket: described(
    orNull(Ticket),
    'The ticket; null before it was opened, or where there is none.',
  ),
  record: described(
    orNull(CustomerRecord),
    'The record of the customer; null where there was none, or where they may not read it.',
  ),
});

const Decision = strictObject({
  position: described(count, 'Its place among all events of this desk.'),
  stream: described(text, 'The stream that it belongs to.'),
  version: described(count, 'The version of the stream that it made.'),
  type: described(text, 'What happened: the name of an event.'),
  at: described(Moment, 'When it happened.'),
  recordedAt: described(Moment, 'When it was recorded.'),
  by: described(By, 'Who decided.'),
  onBehalfOf: optional(described(Pseudonym, 'The customer whose words were recorded.')),
  data: described(Type.Unknown(), 'What the event says, by its type: see the reference of events.'),
  why: described(Why, 'What it came of.'),
  saw: described(Saw, 'What they could see just before.'),
});

const example = {
  position: 4711,
  stream: 'ticket-acme-019ab3c4-5d6e-7000-8f00-0123456789ab',
  version: 3,
  type: 'TicketQueued',
  at: '2026-11-22T09:30:00.000Z',
  recordedAt: '2026-11-22T09:30:00.004Z',
  by: { kind: 'agent', id: 'ana' },
  data: { queue: 'telephony' },
  why: {
    command: '019ab3c4-5d6e-7000-8f00-0123456789ab',
    correlation: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  },
  saw: { ticket: null, record: null },
};

export const decisionRoutes = {
  one: {
    name: 'readDecision',
    method: 'GET',
    path: '/v1/audit/decisions/:position',
    summary:
      'One event by its position, and what the one who decided could see just before: the ticket and ' +
      'the customer’s record, as their role is shown them.',
    roles: ['auditor'],
    params: { position: described(Position, 'The event’s place among all events of this desk.') },
    answer: { schema: Decision, example },
    problems: ['http.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
