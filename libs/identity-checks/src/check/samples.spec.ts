import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fold, type Message, type RecordedEvent, upcast } from '#eventing';
import { recordedSamples } from '#eventing/testing';

import { attemptsDecider, pauseOf } from '../attempts/attempts.decider.js';
import { changePolicies } from '../change/change.policy.js';
import { changeDecider, frozenIn } from '../change/change.decider.js';
import { type ChangeEvent, changeUpcasters } from '../change/change.events.js';
import { checkDecider } from './check.decider.js';
import { monday } from './check.fixture.js';

/**
 * Events as they were recorded when their schema was released. They are never changed and never
 * removed: anyone who changes an event adds an upcaster, and new samples beside these.
 */
const samplesOf = <Event extends Message>(name: string, version = 1) =>
  recordedSamples<Event>(
    readFileSync(
      new URL(`../../samples/${name}-events.v${version}.ndjson`, import.meta.url),
      'utf8',
    ),
  );

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

/** Events as they are read today. */
const changesIn = (name: string, version: number) =>
  samplesOf<ChangeEvent>(name, version).map(
    (event) => ({ ...event, data: upcast(changeUpcasters, event) }) as RecordedEvent<ChangeEvent>,
  );

describe.each([1, 2])('the events of changes, in schema %d of those told', (version) => {
  const changes = changesIn('change', version);

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
    expect([...frozenIn(fold(decider, changes.slice(0, 5)))]).toEqual(['telephone']);
    expect([...frozenIn(fold(decider, changes))]).toEqual([]);
  });

  it.each(changePolicies())('are read by the policy $name', ({ when }) => {
    const rows = when as Record<
      string,
      ((row: undefined, event: RecordedEvent) => unknown) | undefined
    >;
    for (const event of changes) expect(() => rows[event.type]?.(undefined, event)).not.toThrow();
  });
});

describe('a change that could be told to nobody', () => {
  const [first, second] = [1, 2].map((version) => changesIn('untold-change', version));

  it('was written with the digest of a code that nobody was given, and is read without it', () => {
    const written = samplesOf<ChangeEvent>('untold-change').at(-1)!;
    expect(written).toMatchObject({ schema: 1, data: { digest: 'ab'.repeat(32) } });
    expect(first!.at(-1)!.data).toEqual({ change: 'c1', routes: [] });
  });

  it('is the same in both schemas: nobody holds a code, and it is not told again', () => {
    const [before, now] = [first!, second!].map((events) => fold(changeDecider(), events));
    expect(before).toEqual(now);
    expect(now!['c1']).toMatchObject({ told: true });
    expect(now!['c1']).not.toHaveProperty('digest');
  });

  it('reads an empty digest as none', () =>
    expect(
      upcast(changeUpcasters, {
        type: 'OldRouteTold',
        schema: 1,
        data: { change: 'c1', routes: ['email'], digest: '' },
      }),
    ).toEqual({ change: 'c1', routes: ['email'] }));
});
