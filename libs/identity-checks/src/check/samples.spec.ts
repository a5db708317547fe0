import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fold, type Message, type RecordedEvent, encodeAndHash } from '#eventing';

import { attemptsDecider, pauseOf } from '../attempts/attempts.decider.js';
import { changePolicies } from '../change/change.policy.js';
import { changeDecider, frozenIn } from '../change/change.decider.js';
import { checkDecider } from './check.decider.js';
import { monday } from './check.fixture.js';

/**
 * Events as they were recorded when their schema was released. They are never changed and never
 * removed: whoever changes an event adds an upcaster, and new samples beside these.
 */
const samplesOf = <Event extends Message>(name: string) =>
  readFileSync(new URL(`../../samples/${name}-events.v1.ndjson`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const event = JSON.parse(line) as RecordedEvent<Event>;
      expect(Buffer.from(encodeAndHash(event).bytes).toString()).toBe(line);
      return { ...event, ...encodeAndHash(event) };
    });

const typesIn = (events: readonly Message[]) => [...new Set(events.map(({ type }) => type))];

describe('the events of identity checks that were ever released', () => {
  const questions = samplesOf('check');
  const code = samplesOf('code-check');

  it('have a sample each', () =>
    expect(typesIn([...questions, ...code]).toSorted()).toEqual([
      'IdentityCheckStarted',
      'IdentityFactorChecked',
      'IdentityNotVerified',
      'IdentityVerified',
    ]));

  it('fold to what they came to', () => {
    expect(fold(checkDecider(), questions as never)).toMatchObject({
      outcome: 'verified',
      matched: ['date-of-birth', 'customer-number'],
      near: ['address'],
      cost: 75,
    });
    expect(fold(checkDecider(), code as never)).toMatchObject({ outcome: 'another-way', cost: 60 });
  });
});

describe('the events of attempts that were ever released', () => {
  const attempts = samplesOf('attempts');

  it('have a sample each, and fold to a pause that is over when an attempt is given back', () => {
    expect(typesIn(attempts)).toEqual(['AttemptTaken', 'AttemptReturned']);
    const decider = attemptsDecider();
    expect(pauseOf(fold(decider, attempts.slice(0, 1) as never), monday)).toBe(60);
    expect(fold(decider, attempts as never)).toMatchObject({ level: 5 });
  });
});

describe('the events of changes that were ever released', () => {
  const changes = samplesOf('change');

  it('have a sample each', () =>
    expect(typesIn(changes).toSorted()).toEqual([
      'ChangeAnnounced',
      'ChangeLetThrough',
      'ChangeObjected',
      'ChangeOvertaken',
      'ChangeTookEffect',
      'OldRouteTold',
    ]));

  it('fold to what is frozen, until another change takes its place', () => {
    const decider = changeDecider();
    expect([...frozenIn(fold(decider, changes.slice(0, 5) as never))]).toEqual(['telephone']);
    expect([...frozenIn(fold(decider, changes as never))]).toEqual([]);
  });

  it.each(changePolicies())('are read by the policy $name', ({ when }) => {
    const rows = when as Record<
      string,
      ((row: undefined, event: RecordedEvent) => unknown) | undefined
    >;
    for (const event of changes) expect(() => rows[event.type]?.(undefined, event)).not.toThrow();
  });
});
