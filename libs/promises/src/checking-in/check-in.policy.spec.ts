import { describe, expect, it } from '@jest/globals';
import {
  daysAfter,
  derivedCommandId,
  keyOf,
  project,
  type RecordedEvent,
  type ScheduledCommand,
} from '#eventing';
import { recordedAs } from '#eventing/testing';
import type { TicketEvent } from '#tickets';

import { checkIn, context, nine, promised, ticketId } from '../promise/promise.fixture.js';
import type { PromiseEvent } from '../promise/promise.events.js';
import { type CheckInCommand, checkInPolicy } from './check-in.policy.js';

type Asked = TicketEvent | PromiseEvent;

const closed = (as: 'confirmed' | 'not-answered', occurredAt?: string) => {
  const event: TicketEvent = { type: 'TicketClosed', data: { as, reopenUntil: nine } };
  const meta = occurredAt === undefined ? {} : { occurredAt };
  return recordedAs(`ticket-acme-${ticketId}`, context, [{ ...event, meta }])[0]!;
};
const reopened: TicketEvent = {
  type: 'TicketReopened',
  data: { was: 'confirmed', because: 'asked', reason: 'It drops again.' },
};
const after = (events: readonly RecordedEvent[], days = 7) => {
  const policy = checkInPolicy(days);
  let row: ScheduledCommand<CheckInCommand> | undefined;
  for (const event of events) {
    expect(keyOf(policy, event)).toBe(ticketId);
    row = project<Asked, ScheduledCommand<CheckInCommand>>(policy, row, event) ?? undefined;
  }
  return row;
};
const on = (id: string, event: object) =>
  recordedAs(`promise-acme-${id}`, context, [event as never])[0]!;

describe('the check-in after a resolution', () => {
  it('is due so many days after the customer confirmed it, and open for a day', () => {
    const week = daysAfter(nine, 7);
    expect(after([closed('confirmed')])).toMatchObject({
      due: week,
      id: derivedCommandId(closed('confirmed'), 1),
      command: {
        type: 'CheckInOn',
        data: { ticket: ticketId, window: { from: week, to: daysAfter(nine, 8) } },
      },
    });
  });

  it('is for confirmed resolutions only, and can be switched off', () => {
    expect(after([closed('not-answered')])).toBeUndefined();
    expect(after([closed('confirmed')], 0)).toBeUndefined();
  });

  it('is not due for history whose day is over', () => {
    expect(after([closed('confirmed', daysAfter(nine, -8))])).toBeUndefined();
    expect(after([closed('confirmed', daysAfter(nine, -6))])).toMatchObject({
      due: daysAfter(nine, 1),
    });
  });

  it('is not wanted any more when the ticket was reopened, or the customer is erased', () => {
    const [again] = recordedAs(`ticket-acme-${ticketId}`, context, [reopened]);
    expect(after([closed('confirmed'), again!])).toBeUndefined();
    const renounced = on('019ab3c4-5d6e-7aaa-8f00-0123456789ab', {
      type: 'CheckInRenounced',
      data: { ticket: ticketId },
    });
    expect(after([closed('confirmed'), renounced])).toBeUndefined();
  });

  it('is promised once, and another check-in about the ticket does not take its place', () => {
    const own = on(derivedCommandId(closed('confirmed'), 1), checkIn);
    expect(after([closed('confirmed'), own])).toBeUndefined();
    const other = on('019ab3c4-5d6e-7aaa-8f00-0123456789ab', checkIn);
    expect(after([closed('confirmed'), other])).toMatchObject({ command: { type: 'CheckInOn' } });
    expect(promised.about.ticket).toBe(ticketId);
  });
});
