import { describe, it } from '@jest/globals';

import type { PromiseEvent } from './promise.events.js';
import {
  callback,
  checkIn,
  forSalma,
  four,
  given,
  kept,
  missed,
  movedByUs,
  nine,
  released,
  salma,
  system,
  two,
} from './promise.fixture.js';

const keep = (more: object = {}) =>
  ({ type: 'KeepPromise', data: { outcome: 'It works now.', ...more } }) as const;
const miss = { type: 'MissPromise', data: { due: four } } as const;
const night = '2026-01-05T23:12:00.000Z';
const missedAtNight: PromiseEvent = {
  type: 'PromiseMissed',
  data: { due: four, noticed: night },
};
const keptLate: PromiseEvent = {
  type: 'PromiseKept',
  data: { outcome: 'It works now.', late: true },
};

describe('trying to keep a promise', () => {
  const attempt = { type: 'AttemptPromise', data: { outcome: 'no-answer' } } as const;
  const tried: PromiseEvent = { type: 'PromiseAttempted', data: { outcome: 'no-answer' } };

  it('is on record, and does not keep it', () => {
    given(callback).when(attempt).thenHappened(tried);
    given(callback, tried)
      .when(miss, { ...system, at: four })
      .thenHappened(missed);
  });

  it('stops after a hundred times', () => {
    const many = Array.from({ length: 100 }, () => tried);
    given(callback, ...many)
      .when(attempt)
      .thenRefused('promise.too-many');
  });

  it('is for staff, while it is under way', () => {
    given(callback).when(attempt, salma).thenRefused('promise.staff-only');
    given(callback, kept).when(attempt).thenRefused('promise.over');
  });
});

describe('keeping a promise', () => {
  it('has an outcome', () => given(callback).when(keep(), { at: two }).thenHappened(kept));

  it('happens once', () => given(callback, kept).when(keep()).thenRefused('promise.over'));

  it('is not for the customer to say', () =>
    given(callback).when(keep(), salma).thenRefused('promise.staff-only'));

  it('after the window is late, and the miss is on record first', () => {
    given(callback).when(keep(), { at: night }).thenHappened(missedAtNight, keptLate);
    given(callback, missed).when(keep(), { at: night }).thenHappened(keptLate);
  });

  it('says whether it works only for a check-in', () => {
    given(callback)
      .when(keep({ works: true }))
      .thenRefused('promise.no-check-in');
    given(checkIn)
      .when(keep({ works: true }), { at: two })
      .thenHappened({ type: 'PromiseKept', data: { outcome: 'It works now.', works: true } });
  });
});

describe('a customer who answers a check-in', () => {
  const answer = (data: { readonly works: boolean; readonly words?: string }) =>
    ({ type: 'AnswerCheckIn', data }) as const;

  it('keeps it, with or without words', () => {
    given(checkIn)
      .when(answer({ works: true }), salma)
      .thenHappened({ type: 'PromiseKept', data: { works: true } });
    given(checkIn)
      .when(answer({ works: false, words: 'It drops again.' }), forSalma)
      .thenHappened({ type: 'PromiseKept', data: { works: false, outcome: 'It drops again.' } });
  });

  it('is the one to answer, and answers a check-in only', () => {
    given(checkIn)
      .when(answer({ works: true }))
      .thenRefused('promise.customer-only');
    given(callback)
      .when(answer({ works: true }), salma)
      .thenRefused('promise.no-check-in');
  });
});

describe('a window that ends', () => {
  it('is a miss, with the moment it was due and the moment it was noticed', () => {
    given(callback)
      .when(miss, { ...system, at: four })
      .thenHappened(missed);
    given(callback)
      .when(miss, { ...system, at: night })
      .thenHappened(missedAtNight);
  });

  it('is a miss once, and not before it ends', () => {
    given(callback, missed)
      .when(miss, { ...system, at: night })
      .thenNothing();
    given(callback)
      .when(miss, { ...system, at: two })
      .thenRefused('promise.too-early');
  });

  it('is no miss when the promise was moved, kept or released', () => {
    for (const event of [movedByUs, kept, released])
      given(callback, event)
        .when(miss, { ...system, at: night })
        .thenNothing();
  });

  it('is noticed by the system only', () =>
    given(callback).when(miss, { at: night }).thenRefused('promise.system-only'));
});

describe('telling a manager of a miss', () => {
  const data = { manager: 'mona', due: four };
  const tell = { type: 'MarkManagerTold', data } as const;

  it('is on record once for each miss', () => {
    const told: PromiseEvent = { type: 'ManagerTold', data };
    given(callback, missed).when(tell, system).thenHappened(told);
    given(callback, missed, told).when(tell, system).thenNothing();
    given(callback).when(tell, system).thenNothing();
  });
});

describe('releasing a promise', () => {
  const release = { type: 'ReleasePromise', data: {} } as const;

  it('is for the customer, or staff on their behalf', () => {
    given(callback).when(release, salma).thenHappened(released);
    given(callback).when(release, forSalma).thenHappened(released);
    given(callback).when(release).thenRefused('promise.customer-only');
  });

  it('happens once, and does not undo a keeping', () => {
    given(callback, released).when(release, salma).thenNothing();
    given(callback, kept).when(release, salma).thenRefused('promise.over');
  });

  it('does not hide that the window was missed', () =>
    given(callback)
      .when(release, { ...salma, at: night })
      .thenHappened(missedAtNight, released));

  it('for an erasure ends what is under way, from the system only', () => {
    const command = { type: 'ReleaseForErasure', data: {} } as const;
    given(callback)
      .when(command, system)
      .thenHappened({ type: 'PromiseReleased', data: { because: 'erased' } });
    given(callback, kept).when(command, system).thenNothing();
    given(callback).when(command, { at: nine }).thenRefused('promise.system-only');
  });
});
