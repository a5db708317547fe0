import { describe, it } from '@jest/globals';

import {
  afternoon,
  callback,
  checkIn,
  forSalma,
  four,
  given,
  kept,
  missed,
  movedByUs,
  omar,
  promised,
  released,
  salma,
  system,
  tomorrow,
} from './promise.fixture.js';
import type { PromiseEvent, PromiseWindow } from './promise.events.js';

const promise = (window: PromiseWindow = afternoon) =>
  ({ type: 'PromiseCallback', data: { ...promised, window } }) as const;
const promiseCheckIn = { type: 'PromiseCheckIn', data: promised } as const;
const move = (more: object = {}) =>
  ({ type: 'MovePromise', data: { window: tomorrow, ...more } }) as const;
const movedByHer: PromiseEvent = {
  type: 'PromiseMoved',
  data: { by: 'customer', window: tomorrow, was: afternoon },
};

describe('promising a call-back', () => {
  it('is done by staff, by a policy, and asked for by the customer', () => {
    given().when(promise()).thenHappened(callback);
    given().when(promise(), system).thenHappened(callback);
    given().when(promise(), salma).thenHappened(callback);
    given().when(promise(), forSalma).thenHappened(callback);
  });

  it('is not asked for by one customer for another', () => {
    given().when(promise(), omar).thenRefused('promise.for-yourself');
    given().when(promise(), { onBehalfOf: 'omar' }).thenRefused('promise.not-their-promise');
  });

  it.each([
    ['promise.unknown-time-zone', { timeZone: 'Africa/Kairo' }],
    ['promise.window-reversed', { from: four }],
    ['promise.window-past', { from: '2026-01-05T08:00:00.000Z', to: '2026-01-05T09:00:00.000Z' }],
    ['promise.window-too-long', { to: '2026-01-12T14:00:00.001Z' }],
    [
      'promise.window-too-far',
      { from: '2027-02-10T09:00:00.000Z', to: '2027-02-10T10:00:00.000Z' },
    ],
  ])('is refused (%s) for a window with %j', (code, more) => {
    given()
      .when(promise({ ...afternoon, ...more }))
      .thenRefused(code);
  });

  it('takes a window of a week', () => {
    const week = { ...afternoon, to: '2026-01-12T14:00:00.000Z' };
    given()
      .when(promise(week))
      .thenHappened({ type: 'CallbackPromised', data: { ...promised, window: week } });
  });

  it('is made late by a policy whose process was down, rather than never', () =>
    given()
      .when(promise(), { ...system, at: '2026-01-06T09:00:00.000Z' })
      .thenHappened(callback));
});

describe('promising a check-in', () => {
  it('is for staff and policies', () => {
    given().when(promiseCheckIn).thenHappened(checkIn);
    given().when(promiseCheckIn, system).thenHappened(checkIn);
    given().when(promiseCheckIn, salma).thenRefused('promise.staff-only');
  });
});

describe('a check-in that is not wanted any more', () => {
  it('is renounced by the system before it is promised', () => {
    const data = { ticket: '019ab3c4-5d6e-7ffe-8f00-0123456789ab' };
    const renounce = { type: 'RenounceCheckIn', data } as const;
    given().when(renounce, system).thenHappened({ type: 'CheckInRenounced', data });
    given().when(renounce).thenRefused('promise.system-only');
  });
});

describe('moving a promise', () => {
  it('needs no reason from the customer, or from staff on their behalf', () => {
    given(callback).when(move(), salma).thenHappened(movedByHer);
    given(callback).when(move(), forSalma).thenHappened(movedByHer);
  });

  it('needs a reason from us', () => {
    given(callback).when(move()).thenRefused('promise.reason-needed');
    given(callback)
      .when(move({ why: 'Ana is ill.' }))
      .thenHappened(movedByUs);
  });

  it('is possible for us only before the window ends', () => {
    const late = { at: four };
    given(callback)
      .when(move({ why: 'Ana is ill.' }), late)
      .thenRefused('promise.window-over');
    given(callback, missed)
      .when(move({ why: 'Ana is ill.' }))
      .thenRefused('promise.window-over');
  });

  it('is possible for the customer after a miss, too', () =>
    given(callback, missed)
      .when(move(), { ...salma, at: four })
      .thenHappened(movedByHer));

  it('changes nothing when the window is the same', () =>
    given(callback)
      .when(move({ window: afternoon }), salma)
      .thenNothing());

  it('does not lead into the past', () =>
    given(callback)
      .when(move(), { ...salma, at: '2026-01-06T10:00:00.000Z' })
      .thenRefused('promise.window-past'));

  it('is over when the promise is', () => {
    given(callback, kept).when(move(), salma).thenRefused('promise.over');
    given(callback, released).when(move(), salma).thenRefused('promise.over');
  });

  it('stops after a hundred times', () => {
    const many = Array.from({ length: 100 }, () => movedByHer);
    given(callback, ...many)
      .when(move({ window: afternoon }), salma)
      .thenRefused('promise.too-many');
  });

  it('is not for other customers, who do not learn that it exists', () => {
    given(callback).when(move(), omar).thenRefused('promise.not-found');
    given().when(move(), salma).thenRefused('promise.not-found');
    given(callback).when(move(), { onBehalfOf: 'omar' }).thenRefused('promise.not-their-promise');
  });
});

describe('giving a promise to somebody else', () => {
  const reassign = { type: 'ReassignPromise', data: { accountable: 'omar' } } as const;
  const reassigned: PromiseEvent = {
    type: 'PromiseReassigned',
    data: { accountable: 'omar', from: 'ana' },
  };

  it('names the one who keeps it from now on', () => {
    given(callback).when(reassign).thenHappened(reassigned);
    given(callback, reassigned).when(reassign).thenNothing();
    given(callback, kept).when(reassign).thenRefused('promise.over');
    given(callback).when(reassign, salma).thenRefused('promise.staff-only');
  });
});
