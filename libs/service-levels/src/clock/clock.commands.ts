import type { CommandsOf, Moment } from '#eventing';

import type { Target } from '../policy/level-policy.events.js';
import type { ClockBasis, ClockState, Level, Outcome, PausedFor } from './clock.events.js';

/** A clock was started, paused, resumed or stopped. */
export interface Turn {
  readonly is: 'started' | 'paused' | 'resumed' | 'stopped';
  readonly at: Moment;
  readonly elapsedSeconds: number;
  readonly atRiskAt: Moment | null;
  readonly dueAt: Moment | null;
  readonly awaiting?: PausedFor;
  readonly outcome?: Outcome;
}

/** A clock as it stands at a moment, counted from the events of its ticket alone. */
export interface ReckonedClock {
  readonly target: Target;
  readonly cycle: number;
  readonly basis: ClockBasis;
  readonly turns: readonly Turn[];
  readonly state: ClockState;
  readonly level: Level;
  readonly elapsedSeconds: number;
  readonly atRiskAt: Moment | null;
  readonly dueAt: Moment | null;
  /** When the times were reached, as far as they were. */
  readonly reached: { readonly 'at-risk'?: Moment; readonly breached?: Moment };
}

/** All clocks of a ticket. */
export interface Reckoning {
  readonly through: number;
  /** The ticket had ended before this desk heard of it. */
  readonly isPast: boolean;
  readonly clocks: readonly ReckonedClock[];
}

export type ClockCommand = CommandsOf<{
  RecordReckoning: Reckoning;
}>;

/** What policies ask for; a handler counts the clocks and records what came of it. */
export type ReckonClocks = CommandsOf<{
  ReckonClocks: Readonly<Record<never, never>>;
}>;
