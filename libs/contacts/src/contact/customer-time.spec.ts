import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { at } from './contact.fixture.js';
import {
  type Mark,
  noTime,
  type RunningKind,
  runningKinds,
  timeSpent,
  waitsOf,
} from './customer-time.mapping.js';

const start = (kind: RunningKind, minutes: number, ref?: string): Mark => ({
  at: at(minutes),
  edge: 'start',
  kind,
  ...(ref && { ref }),
});
const end = (kind: Mark['kind'], minutes: number, ref?: string): Mark => ({
  at: at(minutes),
  edge: 'end',
  kind,
  ...(ref && { ref }),
});

/** Minutes of each kind until an hour after nine. */
const minutesOf = (...marks: readonly Mark[]) => {
  const { by, total } = timeSpent({ ...noTime, marks }, at(60));
  const minutes = Object.entries(by).map(([kind, spent]) => [kind, spent / 60_000] as const);
  return {
    ...Object.fromEntries(minutes.filter(([, spent]) => spent > 0)),
    total: total / 60_000,
  };
};

describe('what a customer’s time is counted as', () => {
  it.each([
    ['a menu', [start('menu', 0), end('menu', 2)], { menu: 2, total: 2 }],
    ['a queue', [start('queue', 0), end('queue', 8)], { queue: 8, total: 8 }],
    [
      'two holds',
      [start('hold', 0), end('hold', 5), start('hold', 9), end('hold', 10)],
      { hold: 6, total: 6 },
    ],
    ['a hand-off', [start('handoff', 1, 'a'), end('handoff', 3, 'a')], { handoff: 2, total: 2 }],
    [
      'a hand-off on hold, for the hand-off once',
      [start('hold', 0), start('handoff', 1, 'a'), end('handoff', 3, 'a'), end('hold', 4)],
      { hold: 2, handoff: 2, total: 4 },
    ],
    ['what a broken line ends', [start('queue', 0), end('all', 7)], { queue: 7, total: 7 }],
    ['what still runs, until now', [start('queue', 50)], { queue: 10, total: 10 }],
    ['no end without a beginning', [end('hold', 3)], { total: 0 }],
    [
      'an answer before its offer as nothing',
      [start('handoff', 3, 'a'), end('handoff', 2, 'a')],
      { total: 0 },
    ],
    [
      'a beginning told twice once',
      [start('queue', 0), start('queue', 1), end('queue', 4)],
      { queue: 4, total: 4 },
    ],
  ])('%s', (_, marks, expected) => {
    expect(minutesOf(...marks)).toEqual(expected);
  });

  it('repeating by its own seconds', () =>
    expect(timeSpent({ ...noTime, repeated: 180 }, at(0)).by.repeat).toBe(180_000));
});

const mark = fc.record({
  at: fc.integer({ min: 0, max: 60 }).map(at),
  edge: fc.constantFrom('start' as const, 'end' as const),
  kind: fc.constantFrom(...runningKinds),
  ref: fc.constantFrom('a', 'b'),
});

describe('the time of a contact', () => {
  it('is the same in whatever order it was told, and never longer than the contact', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(mark, {
          maxLength: 20,
          selector: ({ at: moment, kind, ref }) => moment + kind + ref,
        }),
        fc.infiniteStream(fc.nat()),
        (marks, numbers) => {
          const shuffled = marks
            .map((each) => ({ each, place: numbers.next().value as number }))
            .toSorted((a, b) => a.place - b.place)
            .map(({ each }) => each);
          const spent = timeSpent({ ...noTime, marks }, at(60));
          expect(timeSpent({ ...noTime, marks: shuffled }, at(60))).toEqual(spent);
          expect(spent.total).toBeLessThanOrEqual(60 * 60_000);
        },
      ),
    ));

  it('shows each wait beside what was told of it', () => {
    const told = { minutes: 4, words: 'about 4 minutes' };
    const marks = [end('queue', 30), { ...start('queue', 0), told }, start('hold', 40)];
    expect(waitsOf({ ...noTime, marks })).toEqual([
      { wait: 'queue', startedAt: at(0), told, endedAt: at(30), seconds: 1800 },
      { wait: 'hold', startedAt: at(40) },
    ]);
  });
});
