import { evolveBy, type Moment } from '#eventing';

import type { PromiseEvent, PromiseKind, Promised, PromiseWindow } from './promise.events.js';

/** What decisions about a promise read. */
export interface PromiseState {
  readonly kind?: PromiseKind;
  readonly to: string;
  readonly accountable: string;
  readonly window: PromiseWindow;
  readonly status: 'none' | 'due' | 'missed' | 'kept' | 'released';
  /** The ends of the windows that were missed. */
  readonly missed: readonly Moment[];
  /** The ends of the windows whose miss a manager was told of. */
  readonly told: readonly Moment[];
  readonly moves: number;
  readonly attempts: number;
}

export const nothing: PromiseState = {
  to: '',
  accountable: '',
  window: { from: '', to: '', timeZone: 'UTC' },
  status: 'none',
  missed: [],
  told: [],
  moves: 0,
  attempts: 0,
};

const promised =
  (kind: PromiseKind) =>
  (state: PromiseState, { to, accountable, window }: Promised): PromiseState => ({
    ...state,
    kind,
    to,
    accountable,
    window,
    status: 'due',
  });

export const evolve = evolveBy<PromiseState, PromiseEvent>({
  CallbackPromised: promised('callback'),
  CheckInPromised: promised('check-in'),
  PromiseMoved: (state, { window }) => ({
    ...state,
    window,
    status: 'due',
    moves: state.moves + 1,
  }),
  PromiseReassigned: (state, { accountable }) => ({ ...state, accountable }),
  PromiseAttempted: (state) => ({ ...state, attempts: state.attempts + 1 }),
  PromiseKept: (state) => ({ ...state, status: 'kept' }),
  PromiseMissed: (state, { due }) => ({
    ...state,
    status: 'missed',
    missed: [...state.missed, due],
  }),
  ManagerTold: (state, { due }) => ({ ...state, told: [...state.told, due] }),
  CheckInRenounced: (state) => state,
  PromiseReleased: (state) => ({ ...state, status: 'released' }),
});
