import { describe, expect, it } from '@jest/globals';
import { keyOf, type Message, project, type ScheduledCommand } from '#eventing';
import { recordedAs } from '#eventing/testing';

import { asked, context, nine } from '../escalation/escalation.fixture.js';
import { noticedPolicy } from './noticed.policy.js';

const id = '019ab3c4-5d6e-7fff-8f00-0123456789ab';
const ticket = '019ab3c4-5d6e-7ffe-8f00-0123456789ab';

const rowAfter = (aggregate: string, happened: Message, row?: ScheduledCommand) => {
  const [event] = recordedAs<Message>(`${aggregate}-acme-${id}`, context, [happened]);
  const next = project<never, ScheduledCommand>(noticedPolicy as never, row, event!);
  return { event: event!, row: next, key: keyOf(noticedPolicy, event!) };
};

const missed = { type: 'PromiseMissed', data: { due: nine, noticed: nine } };
const breached = { type: 'ServiceLevelBreached', data: { target: 'resolution' } };
const exceeded = { type: 'CustomerMinutesExceeded', data: { customer: 'salma', ticket } };

describe('what escalates by itself', () => {
  it('is a missed promise', () =>
    expect(rowAfter('promise', missed).row).toMatchObject({
      command: { data: { cause: { kind: 'missed-promise' }, about: { promise: id } } },
    }));

  it('is a breached service level', () =>
    expect(rowAfter('clock', breached).row).toMatchObject({
      command: { data: { cause: { kind: 'breach' }, about: { ticket: id } } },
    }));

  it('is more of the customer’s time than the budget', () =>
    expect(rowAfter('contact', exceeded).row).toMatchObject({
      command: { data: { cause: { kind: 'time-budget' }, about: { contact: id, ticket } } },
    }));

  it('does so once: the escalation that names the event takes it off the list', () => {
    const { row, key, event } = rowAfter('promise', missed);
    const cause = { kind: 'missed-promise', id: event.id };
    for (const type of ['EscalationRequested', 'EscalationJoined']) {
      const after = rowAfter('escalation', { type, data: { ...asked, cause } }, row!);
      expect([after.key, after.row]).toEqual([key, null]);
    }
  });
});
