import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type CommandContext, fold, Refusal } from '#eventing';

import type { EscalationCommand } from './escalation.commands.js';
import { escalationDecider } from './escalation.decider.js';
import type { EscalationEvent } from './escalation.events.js';
import { asked, context, minutesAfterNine, people } from './escalation.fixture.js';
import type { EscalationState } from './escalation.state.js';

const decider = escalationDecider({ offerMinutes: 15, contactMinutes: 60 });

const actors = ['mona', 'max', 'dina', 'robin'].map((id) => ({ kind: 'manager', id }) as const);
const salma = { kind: 'customer', id: 'salma' } as const;
const system = { kind: 'system', id: 'lapsed-offers' } as const;

/** Whoever is there: always the last one, and any of the others. */
const chain = fc
  .subarray([...people.slice(0, -1), { person: 'max' }])
  .map((there) => [...there, people.at(-1)!]);

const command = fc.oneof(
  fc.record({
    type: fc.constant('RequestEscalation'),
    data: chain.map((line) => ({ ...asked, people: line })),
  }),
  fc.record({ type: fc.constant('AcceptEscalation'), data: fc.constant({}) }),
  fc.record({
    type: fc.constant('DeclineEscalation'),
    data: chain.map((line) => ({ reason: 'No.', people: line })),
  }),
  fc.record({
    type: fc.constant('LapseEscalation'),
    data: fc.record({ offer: fc.integer({ min: 1, max: 4 }), people: chain }),
  }),
  fc.record({
    type: fc.constantFrom(
      'ResolveEscalation',
      'ConfirmEscalation',
      'ReturnEscalation',
      'WithdrawEscalation',
    ),
    data: fc.constant({ outcome: 'Done.', reason: 'It is not.' }),
  }),
);

const step = fc.record({
  command,
  by: fc.constantFrom(...actors, salma, system),
  minutes: fc.integer({ min: 0, max: 20 }),
});

const decided = (state: EscalationState, sent: object): readonly EscalationEvent[] => {
  try {
    return decider.decide(state, sent as EscalationCommand & CommandContext);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
};

/** One named person at every position, and after each append an open offer with a deadline, or an owner. */
const holds = ({ status, accountable, offer, owner }: EscalationState): boolean => {
  if (status === 'closed') return true;
  const isHeld = status === 'offered' ? offer?.until !== undefined : owner === accountable;
  return accountable !== '' && isHeld;
};

describe('one accountable person, always', () => {
  it('is there after any commands of anybody, in any order, whoever is away', () => {
    let most = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const requested = decided(decider.initial, {
          ...context,
          type: 'RequestEscalation',
          data: { ...asked, people },
        });
        let log: readonly EscalationEvent[] = requested;
        let now = 0;
        for (const { command: sent, by, minutes } of steps) {
          now += minutes;
          // Folded anew from the log each time, as after a restart.
          const state = fold(decider, log);
          const happened = decided(state, { ...context, ...sent, by, at: minutesAfterNine(now) });
          for (const count of happened.keys())
            expect(fold(decider, [...log, ...happened.slice(0, count + 1)]).accountable).not.toBe(
              '',
            );
          log = [...log, ...happened];
          expect(holds(fold(decider, log))).toBe(true);
        }
        most = Math.max(most, log.filter(({ type }) => type === 'EscalationClimbed').length);
      }),
      { numRuns: 500, seed: 5 },
    );
    expect(most).toBeGreaterThan(1);
  });
});
