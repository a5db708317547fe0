import { type Decisions, isAfter, type Moment } from '#eventing';

import type { PromiseCommand } from './promise.commands.js';
import type { PromiseEvent } from './promise.events.js';
import { ensureUnderWay, MOST } from './promising.decisions.js';
import { ensure } from './promise.rules.js';
import type { PromiseState } from './promise.state.js';

const isUnderWay = ({ status }: PromiseState) => status === 'due' || status === 'missed';

/** What a window that ends while nobody keeps the promise leaves on record, before anything else. */
const missBy = ({ status, window }: PromiseState, at: Moment): readonly PromiseEvent[] =>
  status === 'due' && !isAfter(window.to, at)
    ? [{ type: 'PromiseMissed', data: { due: window.to, noticed: at } }]
    : [];

const kept = (
  promise: PromiseState,
  at: Moment,
  how: { readonly outcome?: string; readonly works?: boolean },
): readonly PromiseEvent[] => {
  ensureUnderWay(promise);
  ensure(how.works === undefined || promise.kind === 'check-in', 'no-check-in');
  const missed = missBy(promise, at);
  const late = missed.length > 0 || promise.status === 'missed';
  return [...missed, { type: 'PromiseKept', data: { ...how, ...(late && { late: true }) } }];
};

type Chapter =
  | 'AttemptPromise'
  | 'KeepPromise'
  | 'AnswerCheckIn'
  | 'ReleasePromise'
  | 'MissPromise'
  | 'MarkManagerTold'
  | 'ReleaseForErasure';

/** Trying, keeping, missing and releasing. A late keeping ends the wait; the miss stays on record. */
export const keeping: Pick<Decisions<PromiseState, PromiseCommand, PromiseEvent>, Chapter> = {
  AttemptPromise: (promise, { data }) => {
    ensureUnderWay(promise);
    ensure(promise.attempts < MOST, 'too-many');
    return [{ type: 'PromiseAttempted', data }];
  },

  KeepPromise: (promise, { at, data }) => kept(promise, at, data),

  AnswerCheckIn: (promise, { at, data: { works, words } }) => {
    ensure(promise.kind === 'check-in', 'no-check-in');
    return kept(promise, at, { works, ...(words !== undefined && { outcome: words }) });
  },

  ReleasePromise: (promise, { at, data }) => {
    if (promise.status === 'released') return [];
    ensureUnderWay(promise);
    const released = { type: 'PromiseReleased', data: { because: 'customer', ...data } } as const;
    return [...missBy(promise, at), released];
  },

  MissPromise: ({ status, window }, { at, data: { due } }) => {
    if (status !== 'due' || window.to !== due) return [];
    ensure(!isAfter(due, at), 'too-early');
    return [{ type: 'PromiseMissed', data: { due, noticed: at } }];
  },

  MarkManagerTold: ({ missed, told }, { data }) =>
    missed.includes(data.due) && !told.includes(data.due) ? [{ type: 'ManagerTold', data }] : [],

  ReleaseForErasure: (promise) =>
    isUnderWay(promise) ? [{ type: 'PromiseReleased', data: { because: 'erased' } }] : [],
};
