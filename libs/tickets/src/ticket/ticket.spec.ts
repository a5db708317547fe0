import { readdirSync, readFileSync } from 'node:fs';
import { daysAfter, fold, type CommandContext, Refusal, type CommandPayload } from '#eventing';
import { rowsOf } from '#eventing/testing';

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { worklistView } from '../worklist/worklist.view.js';
import type { TicketCommand } from './ticket.commands.js';
import { ticketDecider } from './ticket.decider.js';
import { awaited, facts, grades, type Relation, type TicketEvent } from './ticket.events.js';
import { ensure } from './ticket.rules.js';
import type { Ticket } from './ticket.state.js';
import {
  ana,
  at,
  ben,
  clock,
  importer,
  context,
  monday,
  omar,
  opened,
  otherTicket,
  salma,
  thirdTicket,
  yusuf,
} from './ticket.fixture.js';

const decider = ticketDecider();

const text = fc.constantFrom('It is back.', 'عاد العطل');
const other = fc.constantFrom(otherTicket, thirdTicket);
const moment = fc.integer({ min: 0, max: 90 }).map((days) => daysAfter(monday, days));
const grade = fc.constantFrom(...grades);
const relation = fc.constantFrom<Exclude<Relation, 'follows' | 'followed-by'>>(
  ...(['parent-of', 'child-of', 'duplicate-of', 'caused-by', 'related-to'] as const),
);
const person = fc.constantFrom('salma', 'yusuf', 'omar');

type Asked = { [T in TicketCommand['type']]?: fc.Arbitrary<CommandPayload<TicketCommand>> };

const asked: Asked = {
  TellPainPoint: fc.record({
    type: fc.constant('TellPainPoint'),
    data: fc.record({ hurts: text }),
  }),
  ClassifyTicket: fc.record({
    type: fc.constant('ClassifyTicket'),
    data: fc.record({ impact: grade, urgency: grade, category: text }),
  }),
  QueueTicket: fc.record({
    type: fc.constant('QueueTicket'),
    data: fc.record({ queue: fc.constantFrom('intake', 'network') }),
  }),
  AssignTicket: fc.record({
    type: fc.constant('AssignTicket'),
    data: fc.record({ assignee: fc.constantFrom('ana', 'ben') }),
  }),
  ClaimTicket: fc.constant({ type: 'ClaimTicket', data: {} }),
  ReleaseTicket: fc.constant({ type: 'ReleaseTicket', data: {} }),
  PutTicketOnHold: fc.record({
    type: fc.constant('PutTicketOnHold'),
    data: fc.record(
      { awaiting: fc.constantFrom(...awaited), reason: text, until: moment },
      { requiredKeys: ['awaiting', 'reason'] },
    ),
  }),
  ResumeTicket: fc.constant({ type: 'ResumeTicket', data: {} }),
  ResumeOnTime: fc.record({
    type: fc.constant('ResumeOnTime'),
    data: fc.record({ until: moment }),
  }),
  ReplyToTicket: fc.record({ type: fc.constant('ReplyToTicket'), data: fc.record({ text }) }),
  AddNote: fc.record({ type: fc.constant('AddNote'), data: fc.record({ text }) }),
  AddWatcher: fc.record({ type: fc.constant('AddWatcher'), data: fc.record({ watcher: person }) }),
  ProposeResolution: fc.record({
    type: fc.constant('ProposeResolution'),
    data: fc.record({ text }),
  }),
  ConfirmResolution: fc.constant({ type: 'ConfirmResolution', data: {} }),
  RejectResolution: fc.record({
    type: fc.constant('RejectResolution'),
    data: fc.record({ reason: text }),
  }),
  CloseUnanswered: fc.record({
    type: fc.constant('CloseUnanswered'),
    data: fc.record({ answerBy: moment }, { requiredKeys: [] }),
  }),
  WithdrawTicket: fc.record({
    type: fc.constant('WithdrawTicket'),
    data: fc.record({ reason: text }),
  }),
  ReopenTicket: fc.record({ type: fc.constant('ReopenTicket'), data: fc.record({ reason: text }) }),
  CorrectFact: fc.record({
    type: fc.constant('CorrectFact'),
    data: fc.record({ fact: fc.constantFrom(...facts), is: fc.oneof(grade, fc.boolean()) }),
  }),
  DisputeFact: fc.record({
    type: fc.constant('DisputeFact'),
    data: fc.record({ fact: fc.constantFrom(...facts), reason: text }),
  }),
  LinkTickets: fc.record({
    type: fc.constant('LinkTickets'),
    data: fc.record({ ticket: other, relation }),
  }),
  AnswerLink: fc.record({
    type: fc.constant('AnswerLink'),
    data: fc.record({ ticket: other, relation, people: fc.array(person, { maxLength: 3 }) }),
  }),
  MergeTicket: fc.record({
    type: fc.constant('MergeTicket'),
    data: fc.record({ into: other, reason: text, requester: person, closed: fc.boolean() }),
  }),
};

const who = fc.record(
  {
    by: fc.constantFrom(salma, salma, yusuf, omar, ana, ana, ben, importer, clock, clock),
    at: moment,
    onBehalfOf: person,
    occurredAt: moment,
  },
  { requiredKeys: ['by', 'at'] },
);

const story = fc.array(fc.tuple(fc.oneof(...Object.values(asked)), who), { maxLength: 60 });

const isPossible = (ticket: Ticket) => {
  expect(ticket.hold !== undefined).toBe(ticket.status === 'on-hold');
  expect(ticket.answerBy !== undefined).toBe(ticket.status === 'resolution-proposed');
  expect(ticket.closed !== undefined).toBe(ticket.status === 'closed');
  if (ticket.mergedInto !== undefined) expect(ticket.closed?.as).toBe('duplicate');
  expect(new Set([ticket.requester.id, ...ticket.watchers]).size).toBe(1 + ticket.watchers.length);
  const { impact } = ticket.corrections;
  if (impact) expect(ticket.impact).toBe(impact.is);
};

const decide = (ticket: Ticket, command: TicketCommand): readonly TicketEvent[] => {
  try {
    return decider.decide(ticket, command);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
};

const isSaidBySalma = ({ by, onBehalfOf }: CommandContext) =>
  by.id === 'salma' || onBehalfOf === 'salma';

describe('whatever is asked of a ticket, by whom and when', () => {
  it('never brings it into a state that cannot be', () =>
    fc.assert(
      fc.property(story, (steps) => {
        let ticket = fold(decider, [{ ...opened, ...at(monday) }]);
        for (const [command, asking] of steps) {
          const issue = { ...context, ...command, ...asking } as TicketCommand;
          for (const event of decide(ticket, issue)) ticket = decider.evolve(ticket, event);
          isPossible(ticket);
        }
      }),
      { numRuns: 400, seed: 1 },
    ));

  it('is never confirmed but by the word of the requester', () =>
    fc.assert(
      fc.property(story, (steps) => {
        let ticket = fold(decider, [opened]);
        for (const [command, asking] of steps) {
          const issue = { ...context, ...command, ...asking } as TicketCommand;
          const events = decide(ticket, issue);
          const isConfirmed = events.some(
            ({ type, data }) => type === 'TicketClosed' && data.as === 'confirmed',
          );
          if (isConfirmed) expect(isSaidBySalma(issue)).toBe(true);
          ticket = fold(decider, events, ticket);
        }
      }),
      { numRuns: 400, seed: 2 },
    ));

  it('decides the same again when the events are folded from the start', () =>
    fc.assert(
      fc.property(story, (steps) => {
        const history: TicketEvent[] = [opened];
        let ticket = fold(decider, history);
        for (const [command, asking] of steps) {
          const events = decide(ticket, { ...context, ...command, ...asking } as TicketCommand);
          history.push(...events);
          ticket = fold(decider, events, ticket);
        }
        expect(fold(decider, history)).toEqual(ticket);
      }),
      { numRuns: 100, seed: 3 },
    ));
});

const orNull = <T>(value: T | undefined) => value ?? null;

/** What the worklist must show of a ticket that is decided upon like this. */
const shownOf = (ticket: Ticket) => ({
  status: ticket.status,
  closedAs: orNull(ticket.closed?.as),
  subject: ticket.subject,
  queue: ticket.queue,
  assignee: orNull(ticket.assignee),
  category: orNull(ticket.category),
  impact: orNull(ticket.impact),
  watchers: ticket.watchers,
  version: ticket.version,
  ...(ticket.mergedInto && { mergedInto: ticket.mergedInto }),
  ...(ticket.answerBy && { proposal: { answerBy: ticket.answerBy } }),
  ...(ticket.hold && { hold: ticket.hold }),
});

describe('whatever happened to a ticket', () => {
  it('is shown as it is decided upon', () =>
    fc.assert(
      fc.property(story, (steps) => {
        const history: TicketEvent[] = [opened];
        let ticket = fold(decider, history);
        for (const [command, asking] of steps) {
          const events = decide(ticket, { ...context, ...command, ...asking } as TicketCommand);
          history.push(...events);
          ticket = fold(decider, events, ticket);
        }
        rowsOf(worklistView, context, `ticket-acme-${otherTicket}`)
          .given(...history)
          .showsMatching(shownOf(ticket));
      }),
      { numRuns: 200, seed: 4 },
    ));
});

describe('the rules of a ticket', () => {
  const lib = `${import.meta.dirname}/..`;
  const specs = readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => readFileSync(`${lib}/${name}`, 'utf8'))
    .join('\n');

  it.each(Object.keys(ensure.rules))('are each seen to refuse: %s', (rule) =>
    expect(specs.includes(`'ticket.${rule}'`)).toBe(true),
  );

  it('say the same in both languages', () => {
    for (const [, en, ar] of Object.values(ensure.rules)) {
      expect(en).toMatch(/^[A-Z].*\.$/);
      expect(ar).toMatch(/^[\u0600-\u06ff].*\.$/);
    }
  });
});
