import { describe, expect, it } from '@jest/globals';
import { ticketDecider } from './ticket.decider.js';
import { grades, priorities } from './ticket.events.js';
import { defaultSettings } from './ticket.settings.js';
import {
  clock,
  closed,
  importer,
  context,
  opened,
  otherTicket,
  salma,
  ticket,
} from './ticket.fixture.js';

const { kind, subject } = opened.data;
const told = { hurts: 'أُفصل كل ساعة', stops: 'My calls with customers', wants: 'A steady line' };
const openTicket = { type: 'OpenTicket', data: { kind, subject } } as const;
const openedBySalma = {
  type: 'TicketOpened',
  data: { kind, subject, requester: { id: 'salma' }, channel: 'portal' },
} as const;

describe('opening a ticket', () => {
  it('is one event when nothing more is known', () =>
    ticket.given().when(openTicket, { by: salma }).thenHappened(openedBySalma));

  it('keeps the name by which the customer wants to be called', () =>
    ticket
      .given()
      .when(
        { type: 'OpenTicket', data: { kind, subject, requester: { id: 'salma', name: 'سلمى' } } },
        { by: salma },
      )
      .thenHappened(opened));

  it('keeps what hurts in the words of the customer', () =>
    ticket
      .given()
      .when({ type: 'OpenTicket', data: { kind, subject, told } }, { by: salma })
      .thenHappened(openedBySalma, { type: 'PainPointTold', data: told }));

  it('derives the priority when the classification is known', () =>
    ticket
      .given()
      .when({
        type: 'OpenTicket',
        data: {
          kind,
          subject,
          requester: { id: 'salma' },
          channel: 'phone',
          classification: {
            category: 'network',
            impact: 'high',
            urgency: 'very-high',
          },
          queue: 'network',
        },
      })
      .thenHappened(
        {
          type: 'TicketOpened',
          data: { kind, subject, requester: { id: 'salma' }, channel: 'phone' },
        },
        {
          type: 'TicketClassified',
          data: { category: 'network', impact: 'high', urgency: 'very-high' },
        },
        {
          type: 'PriorityDerived',
          data: { priority: 'high', impact: 'high', urgency: 'very-high', matrix: 'itil-5x5-1' },
        },
        { type: 'TicketQueued', data: { queue: 'network', from: 'intake' } },
      ));

  it('keeps where a ticket of another system came from', () => {
    const origin = { system: 'servicenow', id: 'INC0000045' };
    const data = { kind, subject, requester: { id: 'salma' }, channel: 'import', origin } as const;
    ticket
      .given()
      .when({ type: 'OpenTicket', data }, { by: importer })
      .thenHappened({ type: 'TicketOpened', data });
  });

  it('is refused when it was opened already', () =>
    ticket.given(opened).when(openTicket, { by: salma }).thenRefused('ticket.already-opened'));

  it('is refused to staff who do not say for whom', () =>
    ticket.given().when(openTicket).thenRefused('ticket.for-whom'));

  it('is of the customer in whose words staff open it, without saying so twice', () =>
    ticket.given().when(openTicket, { onBehalfOf: 'salma' }).thenHappened(openedBySalma));

  it('is refused in the words of somebody whose ticket it is not', () =>
    ticket
      .given()
      .when(
        { type: 'OpenTicket', data: { kind, subject, requester: { id: 'salma' } } },
        { onBehalfOf: 'omar' },
      )
      .thenRefused('ticket.not-their-ticket'));

  it('is refused to a customer who opens for somebody else', () =>
    ticket
      .given()
      .when(
        { type: 'OpenTicket', data: { kind, subject, requester: { id: 'omar' } } },
        { by: salma },
      )
      .thenRefused('ticket.for-yourself'));

  it('is refused to a customer who chooses the queue', () =>
    ticket
      .given()
      .when({ type: 'OpenTicket', data: { kind, subject, queue: 'network' } }, { by: salma })
      .thenRefused('ticket.staff-only'));
});

describe('telling what hurts', () => {
  const tell = { type: 'TellPainPoint', data: told } as const;

  it('is kept while the ticket is not closed', () =>
    ticket
      .given(opened)
      .when(tell, { by: salma })
      .thenHappened({ type: 'PainPointTold', data: told }));

  it('is refused when the ticket is closed', () =>
    ticket
      .given(opened, closed('confirmed'))
      .when(tell, { by: salma })
      .thenRefused('ticket.closed'));
});

describe('going on in a new ticket', () => {
  const requester = opened.data.requester;
  const classification = { category: 'network', impact: 'medium', urgency: 'high' } as const;
  const from = { kind, subject, requester, queue: 'network', classification };
  const followUp = {
    type: 'OpenFollowUp',
    data: { follows: otherTicket, from, words: 'It is back.', channel: 'mail' },
  } as const;

  it('begins with the words of the late reply, and links back', () =>
    ticket
      .given()
      .when(followUp, { by: clock })
      .thenHappened(
        {
          type: 'TicketOpened',
          data: { kind, subject, requester, channel: 'mail', follows: otherTicket },
        },
        { type: 'PainPointTold', data: { hurts: 'It is back.' } },
        { type: 'TicketClassified', data: classification },
        {
          type: 'PriorityDerived',
          data: { priority: 'medium', impact: 'medium', urgency: 'high', matrix: 'itil-5x5-1' },
        },
        { type: 'TicketQueued', data: { queue: 'network', from: 'intake' } },
        { type: 'TicketsLinked', data: { ticket: otherTicket, relation: 'follows' } },
      ));

  it('happens once', () => ticket.given(opened).when(followUp, { by: clock }).thenNothing());

  it('cannot be asked for by people', () =>
    ticket.given().when(followUp).thenRefused('ticket.system-only'));
});

const priorityOf = (impact: number, urgency: number) =>
  defaultSettings.matrix.of[grades[impact - 1]!][grades[urgency - 1]!];

describe('the priority', () => {
  it('is the mean of impact and urgency, in doubt the lower one', () => {
    for (const impact of [1, 2, 3, 4, 5])
      for (const urgency of [1, 2, 3, 4, 5])
        expect(priorityOf(impact, urgency)).toBe(priorities[Math.ceil((impact + urgency) / 2) - 1]);
  });

  it('follows the matrix in force, and names its version', () => {
    const of = { ...defaultSettings.matrix.of, low: defaultSettings.matrix.of['very-high'] };
    const decider = ticketDecider({ ...defaultSettings, matrix: { version: 'harsh-2', of } });
    const classification = { impact: 'low', urgency: 'very-high' } as const;
    const requester = { id: 'salma' };
    const [, , priority] = decider.decide(decider.initial, {
      ...context,
      type: 'OpenTicket',
      data: { kind, subject, requester, classification },
    });
    expect(priority).toEqual({
      type: 'PriorityDerived',
      data: { priority: 'critical', ...classification, matrix: 'harsh-2' },
    });
  });
});
