import type { MessagesOf, Moment } from '#eventing';
import type { Awaited } from '#tickets';

import type { Target } from '../policy/level-policy.events.js';

export const clockStates = ['running', 'paused', 'stopped'] as const;
export type ClockState = (typeof clockStates)[number];

/** How much of the time is used, as it was noticed. */
export const levels = ['on-track', 'at-risk', 'breached'] as const;
export type Level = (typeof levels)[number];

/** `cancelled`: the ticket was withdrawn, a duplicate or erased before the time was over. */
export const outcomes = ['met', 'missed', 'cancelled'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a paused clock waits for: what the hold does, or the customer's answer to a proposal. */
export type PausedFor = Awaited | 'confirmation';

/** By what a clock is counted. */
export interface ClockBasis {
  /** The id of the policy. */
  readonly policy: string;
  readonly policyVersion: number;
  /** The id of the calendar; `always` is around the clock, whose version is 0. */
  readonly calendar: string;
  readonly calendarVersion: number;
  readonly minutes: number;
  readonly atRisk: number;
}

interface OfClock {
  readonly target: Target;
  /** Which one of its target: `update` begins anew with each of our words. */
  readonly cycle: number;
  /** The revision of the ticket up to which it was counted. */
  readonly through: number;
}

/** When the clock is at risk and due, if it goes on running; null where it will never be, or is not now. */
interface Foreseen {
  readonly atRiskAt: Moment | null;
  readonly dueAt: Moment | null;
}

interface Reached extends OfClock {
  /** When the time was reached. */
  readonly due: Moment;
  /** When it was noticed: later, where the process was down. */
  readonly noticed: Moment;
  readonly dueAt: Moment | null;
}

/** Why a clock says something else than before. */
export type RestatedBecause = 'policy' | 'calendar' | 'time-zone';

/**
 * What can happen to the clocks of one ticket. `at` is the moment of the ticket's event; the moment at
 * which it was counted is that of the command.
 */
export type ClockEvent = MessagesOf<{
  ClockStarted: OfClock & Foreseen & { readonly at: Moment; readonly basis: ClockBasis };
  ClockPaused: OfClock & {
    readonly at: Moment;
    readonly elapsedSeconds: number;
    readonly awaiting: PausedFor;
  };
  ClockResumed: OfClock & Foreseen & { readonly at: Moment; readonly level: Level };
  ClockStopped: OfClock & {
    readonly at: Moment;
    readonly elapsedSeconds: number;
    readonly outcome: Outcome;
  };
  /** Another version of its policy or calendar holds now, or another policy. Pauses are kept. */
  ClockRestated: OfClock &
    Foreseen & {
      readonly because: RestatedBecause;
      readonly was: Foreseen & { readonly basis: ClockBasis; readonly level: Level };
      readonly basis: ClockBasis;
      readonly state: ClockState;
      readonly level: Level;
      readonly elapsedSeconds: number;
      /** How often it was started, paused, resumed and stopped until now. */
      readonly turns: number;
    };
  /** Its policy has no time for this target any more. */
  ClockWithdrawn: OfClock;
  ServiceLevelAtRisk: Reached;
  ServiceLevelBreached: Reached;
}>;
