import { describe, expect, it } from '@jest/globals';
import { fold, type CommandContext, secondsAfter } from '#eventing';
import { rulesOf } from '#eventing/testing';

import { type Attempts, attemptsDecider, pauseOf } from './attempts.decider.js';
import type { AttemptsEvent } from './attempts.events.js';

const nine = '2026-01-05T09:00:00.000Z';
const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'agent', id: 'ana' },
  at: nine,
  correlation: 'story',
};
const slowing = { free: 2, first: 60, longest: 240, forgets: 3600 };
const decider = attemptsDecider({
  record: slowing,
  asker: slowing,
  address: slowing,
  code: slowing,
});
const attempts = rulesOf(decider, context);
const take = { type: 'TakeAttempt', data: { lane: 'record' } } as const;
const refund = { type: 'ReturnAttempt', data: { lane: 'record' } } as const;
const taken = (level: number, pausedUntil = nine, at = nine): AttemptsEvent => ({
  type: 'AttemptTaken',
  data: { lane: 'record', level, at, pausedUntil },
});
const later = (seconds: number) => secondsAfter(nine, seconds);

describe('taking an attempt', () => {
  it('costs no pause at first', () => attempts.given().when(take).thenHappened(taken(1)));

  it('costs a pause when there were several', () =>
    attempts
      .given(taken(2))
      .when(take)
      .thenHappened(taken(3, later(60))));

  it('is refused during the pause, with what is left of it', () =>
    attempts
      .given(taken(3, later(60)))
      .when(take, { at: later(20) })
      .thenRefused('attempts.paused', { retryAfter: 40 }));

  it('is possible when the pause is over, and doubles the next one', () =>
    attempts
      .given(taken(3, later(60)))
      .when(take, { at: later(60) })
      .thenHappened(taken(4, later(60 + 120))));

  it('never costs more than the longest pause, however many there were', () =>
    attempts
      .given(taken(5, later(240)))
      .when(take, { at: later(240) })
      .thenHappened(taken(5, later(480))));

  it('forgets one after a while', () =>
    attempts
      .given(taken(3, later(60)))
      .when(take, { at: later(3600) })
      .thenHappened(taken(3, later(3660), later(3600))));

  it('forgets all of them in the end', () =>
    attempts
      .given(taken(5, later(240)))
      .when(take, { at: later(86_400) })
      .thenHappened(taken(1, later(86_400), later(86_400))));
});

describe('giving an attempt back', () => {
  it('counts one less, and ends the pause', () => {
    const returned: AttemptsEvent = {
      type: 'AttemptReturned',
      data: { lane: 'record', level: 2, at: nine },
    };
    attempts
      .given(taken(3, later(60)))
      .when(refund)
      .thenHappened(returned);
    const state = fold<Attempts, AttemptsEvent>(decider, [taken(3, later(60)), returned]);
    expect(pauseOf(state, nine)).toBe(0);
  });

  it('says nothing where none was taken', () => attempts.given().when(refund).thenNothing());
});
