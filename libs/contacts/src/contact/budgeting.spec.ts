import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventing';

import { contactDecider } from './contact.decider.js';
import type { ContactEvent } from './contact.events.js';
import { at, context, given, started, system, taken, ticketId } from './contact.fixture.js';
import { defaultSettings } from './contact.settings.js';

const decider = contactDecider(defaultSettings);
const decide = (history: readonly ContactEvent[], command: object) =>
  decider.decide(fold(decider, history), { ...context, ...command } as never);

const hold = { type: 'StartWait', data: { wait: 'hold' } } as const;
const holding = decide(taken, { ...hold, at: at(2) });
const exceed = { type: 'ExceedBudget', data: { due: at(22) } } as const;
const exceeded: ContactEvent = {
  type: 'CustomerMinutesExceeded',
  data: {
    customer: 'salma',
    queue: 'network',
    budget: 20,
    seconds: 1200,
    due: at(22),
    noticed: at(22),
  },
};
const overIn = (events: readonly ContactEvent[]) =>
  events.map(({ data }) => ('overBudgetAt' in data ? data.overBudgetAt : undefined)).at(-1);

describe('the budget of a customer’s minutes', () => {
  it('is used up at a moment that is known while they wait', () =>
    expect(overIn(holding)).toBe(at(22)));

  it('runs on later for what was spent before, and not while nobody waits', () => {
    const ended = decide([...taken, ...holding], {
      type: 'EndWait',
      data: { wait: 'hold' },
      at: at(12),
    });
    expect(overIn(ended)).toBeUndefined();
    const again = decide([...taken, ...holding, ...ended], { ...hold, at: at(30) });
    expect(overIn(again)).toBe(at(40));
  });

  it('counts what the ticket had cost before', () => {
    const linked: ContactEvent = {
      type: 'ContactLinked',
      data: { ticket: ticketId, spentBefore: 900 },
    };
    expect(overIn(decide([...taken, linked], { ...hold, at: at(2) }))).toBe(at(7));
    const over: ContactEvent = { ...linked, data: { ticket: ticketId, spentBefore: 1200 } };
    expect(overIn(decide([...taken, over], { ...hold, at: at(2) }))).toBeUndefined();
  });

  it('is exceeded at its moment, once, and by the system only', () => {
    const contact = given(...taken, ...holding);
    contact.when(exceed, { ...system, at: at(22) }).thenHappened(exceeded);
    contact.when(exceed, { ...system, at: at(21) }).thenRefused('contact.too-early');
    contact.when(exceed, { at: at(22) }).thenRefused('contact.system-only');
    given(...taken, ...holding, exceeded)
      .when(exceed, { ...system, at: at(23) })
      .thenNothing();
  });

  it('is exceeded soon by a wait that late notices tell of', () => {
    const late = [
      ...taken,
      ...decide(taken, {
        type: 'TellNotice',
        data: { notice: '1', what: 'wait-started', at: at(2), wait: 'hold' },
        at: at(40),
      }),
    ];
    const events = decide(late, {
      type: 'TellNotice',
      data: { notice: '2', what: 'wait-ended', at: at(32), wait: 'hold' },
      at: at(40),
    });
    expect(overIn(events)).toBe('2026-01-05T09:40:10.000Z');
  });

  it('knows nothing of mails, which nobody waits for on a line', () => {
    const mail: ContactEvent = { ...started, data: { ...started.data, channel: 'mail' } as never };
    expect(overIn(decide([mail], { ...hold, at: at(2) }))).toBeUndefined();
  });
});
