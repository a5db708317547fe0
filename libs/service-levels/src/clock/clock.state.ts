import { evolveBy, type Moment } from '#eventing';

import type { Target } from '../policy/level-policy.events.js';
import type { ClockBasis, ClockEvent, ClockState, Level } from './clock.events.js';

/** A clock as it was last recorded. */
export interface Known {
  readonly cycle: number;
  readonly basis: ClockBasis;
  /** How often it was started, paused, resumed and stopped. */
  readonly turns: number;
  readonly state: ClockState;
  readonly level: Level;
  readonly atRiskAt: Moment | null;
  readonly dueAt: Moment | null;
  /** When it was stopped last. */
  readonly stoppedAt?: Moment;
}

/** The clocks of a ticket as they were last recorded. */
export interface ClocksState {
  readonly through: number;
  readonly clocks: { readonly [Each in Target]?: Known };
}

type Data = { readonly target: Target; readonly cycle: number; readonly through: number };

const changed =
  <Event extends Data>(change: (data: Event, known: Known) => Partial<Known>) =>
  (state: ClocksState, data: Event): ClocksState => {
    const known = state.clocks[data.target]!;
    const clocks = { ...state.clocks, [data.target]: { ...known, ...change(data, known) } };
    return { through: data.through, clocks };
  };

const turned =
  (state: ClockState) =>
  (_: Data, { turns }: Known) => ({ state, turns: turns + 1 });

export const evolveClocks = evolveBy<ClocksState, ClockEvent>({
  ClockStarted: changed(({ cycle, basis, atRiskAt, dueAt }) => ({
    cycle,
    basis,
    atRiskAt,
    dueAt,
    turns: 1,
    state: 'running',
    level: 'on-track',
  })),
  ClockPaused: changed(turned('paused')),
  ClockResumed: changed(({ atRiskAt, dueAt }, { turns }) => ({
    atRiskAt,
    dueAt,
    turns: turns + 1,
    state: 'running',
  })),
  ClockStopped: changed(({ at }, { turns }) => ({
    state: 'stopped',
    turns: turns + 1,
    stoppedAt: at,
  })),
  ClockRestated: changed(({ basis, state, level, turns, atRiskAt, dueAt }) => ({
    basis,
    state,
    level,
    turns,
    atRiskAt,
    dueAt,
  })),
  ClockWithdrawn: ({ clocks }, { target, through }) => {
    const { [target]: _, ...others } = clocks;
    return { through, clocks: others };
  },
  ServiceLevelAtRisk: changed(() => ({ level: 'at-risk' })),
  ServiceLevelBreached: changed(() => ({ level: 'breached' })),
});
