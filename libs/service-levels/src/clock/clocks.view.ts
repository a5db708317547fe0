import { idOf, type Moment, type RecordedEvent, type View } from '#eventing';

import type { Target } from '../policy/level-policy.events.js';
import type {
  ClockBasis,
  ClockEvent,
  ClockState,
  Level,
  Outcome,
  PausedFor,
} from './clock.events.js';

/** A moment at which a time was reached, and the one at which that was noticed. */
export interface ReachedRow {
  readonly due: Moment;
  readonly noticed: Moment;
}

/** The latest clock of a target. */
export interface ClockRow {
  readonly ticket: string;
  readonly target: Target;
  readonly cycle: number;
  readonly state: ClockState;
  readonly level: Level;
  readonly basis: ClockBasis;
  readonly startedAt: Moment;
  readonly atRiskAt: Moment | null;
  readonly dueAt: Moment | null;
  /** At its last change. */
  readonly elapsedSeconds: number;
  readonly awaiting?: PausedFor | undefined;
  readonly atRisk?: ReachedRow | undefined;
  readonly breached?: ReachedRow | undefined;
  readonly stoppedAt?: Moment | undefined;
  readonly outcome?: Outcome | undefined;
  readonly restatedAt?: Moment | undefined;
}

const keyOf = ({ stream, data }: RecordedEvent<ClockEvent>) => `${idOf(stream)}/${data.target}`;

const change =
  <E extends RecordedEvent<ClockEvent>>(of: (event: E, row: ClockRow) => Partial<ClockRow>) =>
  (row: ClockRow | undefined, event: E): ClockRow | undefined =>
    row && { ...row, ...of(event, row) };

const atRisk = ({ due, noticed }: ReachedRow) => ({ atRisk: { due, noticed } });
const breached = ({ due, noticed }: ReachedRow) => ({ breached: { due, noticed } });

/** Times that another version of a policy says were not reached, were not reached. */
const lowered = (level: Level) => ({
  level,
  ...(level === 'on-track' && { atRisk: undefined }),
  ...(level !== 'breached' && { breached: undefined }),
});

/** One row for each clock: the latest one of each target of each ticket. */
export const clocksView: View<ClockEvent, ClockRow> = {
  name: 'service-clocks',
  version: 1,
  of: 'clock',
  key: {
    ClockStarted: keyOf,
    ClockPaused: keyOf,
    ClockResumed: keyOf,
    ClockStopped: keyOf,
    ClockRestated: keyOf,
    ClockWithdrawn: keyOf,
    ServiceLevelAtRisk: keyOf,
    ServiceLevelBreached: keyOf,
  },
  columns: {
    ticket: { type: 'text', of: ({ ticket }) => ticket },
    target: { type: 'text', of: ({ target }) => target },
    state: { type: 'text', of: ({ state }) => state },
    level: { type: 'text', of: ({ level }) => level },
    outcome: { type: 'text', of: ({ outcome = null }) => outcome },
    policy: { type: 'text', of: ({ basis }) => basis.policy },
    calendar: { type: 'text', of: ({ basis }) => basis.calendar },
    active: { type: 'integer', of: ({ state }) => (state === 'stopped' ? 0 : 1) },
    startedAt: { type: 'text', of: ({ startedAt }) => startedAt },
    dueAt: { type: 'text', of: ({ dueAt }) => dueAt, nulls: 'last' },
  },
  indexes: [
    ['ticket'],
    ['active', 'ticket'],
    ['dueAt'],
    ['startedAt'],
    ['active', 'level', 'dueAt'],
    ['level', 'dueAt'],
  ],
  when: {
    ClockStarted: (_, { stream, data }) => {
      const { target, cycle, basis, at, atRiskAt, dueAt } = data;
      const ticket = idOf(stream);
      const begun = { state: 'running', level: 'on-track', elapsedSeconds: 0 } as const;
      return { ticket, target, cycle, ...begun, basis, startedAt: at, atRiskAt, dueAt };
    },
    ClockPaused: change(
      ({ data: { elapsedSeconds, awaiting } }, { breached: over, atRisk: risk }) => ({
        state: 'paused',
        elapsedSeconds,
        awaiting,
        atRiskAt: risk?.due ?? null,
        dueAt: over?.due ?? null,
      }),
    ),
    ClockResumed: change(({ data: { atRiskAt, dueAt } }) => ({
      state: 'running',
      awaiting: undefined,
      stoppedAt: undefined,
      outcome: undefined,
      atRiskAt,
      dueAt,
    })),
    ClockStopped: change(({ data: { at, elapsedSeconds, outcome } }) => ({
      state: 'stopped',
      stoppedAt: at,
      awaiting: undefined,
      elapsedSeconds,
      outcome,
    })),
    ClockRestated: change(({ meta, data }) => ({
      basis: data.basis,
      state: data.state,
      ...lowered(data.level),
      elapsedSeconds: data.elapsedSeconds,
      atRiskAt: data.atRiskAt,
      dueAt: data.dueAt,
      restatedAt: meta.at,
      ...(data.state === 'running' && {
        awaiting: undefined,
        stoppedAt: undefined,
        outcome: undefined,
      }),
    })),
    ClockWithdrawn: () => null,
    ServiceLevelAtRisk: change(({ data }) => ({ level: 'at-risk', ...atRisk(data) })),
    ServiceLevelBreached: change(({ data }) => ({ level: 'breached', ...breached(data) })),
  },
};
