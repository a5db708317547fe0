import type { Moment } from '#eventing';

import {
  afterWorkingTime,
  type CalendarTimeline,
  workingTimeIn,
} from '../calendar/working-time.mapping.js';
import type { LevelPolicy } from '../policy/level-policy.events.js';
import type { ReckonedClock, Reckoning, Turn } from './clock.commands.js';
import type { ClockBasis, Outcome } from './clock.events.js';
import type { Course } from './course.state.js';
import { type Change, type Cycle, cyclesOf } from './cycles.state.js';

const MINUTE = 60_000;

/** A policy in one version, and the calendar that it counts by. */
export interface Agreement {
  readonly id: string;
  readonly version: number;
  readonly policy: LevelPolicy;
  readonly calendar: { readonly id: string; readonly version: number };
  readonly timeline: CalendarTimeline;
}

interface Limits {
  readonly atRisk: number;
  readonly breached: number;
}

/** What is known of a clock at one of its changes. */
interface Sum {
  readonly elapsed: number;
  readonly turns: readonly Turn[];
  readonly reached: { readonly 'at-risk'?: Moment; readonly breached?: Moment };
  readonly atRiskAt: Moment | null;
  readonly dueAt: Moment | null;
}

const nothing: Sum = { elapsed: 0, turns: [], reached: {}, atRiskAt: null, dueAt: null };

const written = (moment: number | undefined): Moment | null =>
  moment === undefined ? null : new Date(moment).toISOString();

/** What one clock is counted by, until when. */
interface Counting {
  readonly cycle: Cycle;
  readonly limits: Limits;
  readonly timeline: CalendarTimeline;
  readonly now: number;
}

const outcomeOf = ({ isCancelled }: Change, { reached }: Sum): Outcome => {
  if (reached.breached) return 'missed';
  return isCancelled ? 'cancelled' : 'met';
};

const nameOf = ({ is }: Change, isFirst: boolean): Turn['is'] => {
  if (is !== 'running') return is;
  return isFirst ? 'started' : 'resumed';
};

/** When a running clock reaches what is left of its limits, if it goes on. */
const foreseen = ({ limits, timeline }: Counting, { at }: Change, { elapsed, reached }: Sum) => {
  const after = (limit: number) =>
    written(afterWorkingTime(timeline, Date.parse(at), limit - elapsed));
  return {
    atRiskAt: reached['at-risk'] ?? after(limits.atRisk),
    dueAt: reached.breached ?? after(limits.breached),
  };
};

/** A limit is reached before the clock stands still, or now; standing still in time is in time. */
const reachedBy = (moment: Moment | null, end: number, isOver: boolean): moment is Moment =>
  moment !== null && (isOver ? Date.parse(moment) < end : Date.parse(moment) <= end);

const run = (counting: Counting, index: number, sum: Sum): Sum => {
  const { cycle, timeline, now } = counting;
  const change = cycle.changes[index]!;
  const next = cycle.changes[index + 1];
  const end = next ? Date.parse(next.at) : Math.max(now, Date.parse(change.at));
  const { atRiskAt, dueAt } = foreseen(counting, change, sum);
  const isReached = (moment: Moment | null) => reachedBy(moment, end, next !== undefined);
  return {
    ...sum,
    elapsed: sum.elapsed + workingTimeIn(timeline, { from: Date.parse(change.at), to: end }),
    reached: {
      ...(isReached(atRiskAt) && { 'at-risk': atRiskAt }),
      ...(isReached(dueAt) && { breached: dueAt }),
    },
    atRiskAt,
    dueAt,
  };
};

const turnOf = (change: Change, sum: Sum): Turn => ({
  is: nameOf(change, sum.turns.length === 0),
  at: change.at,
  elapsedSeconds: Math.floor(sum.elapsed / 1000),
  atRiskAt: sum.atRiskAt,
  dueAt: sum.dueAt,
  ...(change.awaiting && { awaiting: change.awaiting }),
  ...(change.is === 'stopped' && { outcome: outcomeOf(change, sum) }),
});

/** One change of a clock and the time until the next one. */
const step = (counting: Counting, index: number, sum: Sum): Sum => {
  const change = counting.cycle.changes[index]!;
  if (change.is === 'running') {
    const after = run(counting, index, sum);
    const { elapsed, turns } = sum;
    return { ...after, turns: [...turns, turnOf(change, { ...after, elapsed, turns })] };
  }
  const { reached } = sum;
  const still = { ...sum, atRiskAt: reached['at-risk'] ?? null, dueAt: reached.breached ?? null };
  return { ...still, turns: [...sum.turns, turnOf(change, still)] };
};

const levelOf = ({ reached }: Sum) => {
  if (reached.breached) return 'breached';
  return reached['at-risk'] ? 'at-risk' : 'on-track';
};

const reckonCycle = (counting: Counting, basis: ClockBasis): ReckonedClock => {
  const { cycle } = counting;
  const sum = cycle.changes.reduce<Sum>((sofar, _, index) => step(counting, index, sofar), nothing);
  const { turns, reached, atRiskAt, dueAt, elapsed } = sum;
  return {
    target: cycle.target,
    cycle: cycle.cycle,
    basis,
    turns,
    state: cycle.changes.at(-1)!.is,
    level: levelOf(sum),
    elapsedSeconds: Math.floor(elapsed / 1000),
    atRiskAt,
    dueAt,
    reached,
  };
};

const clocksBy = (
  course: Pick<Course, 'stretches'>,
  agreement: Agreement,
  at: Moment,
): readonly ReckonedClock[] => {
  const { policy, calendar, timeline } = agreement;
  const now = Date.parse(at);
  return policy.targets.flatMap(({ target, minutes, atRisk }) => {
    const breached = minutes * MINUTE;
    const limits = { breached, atRisk: Math.ceil((breached * atRisk) / 100) };
    const basis = {
      policy: agreement.id,
      policyVersion: agreement.version,
      calendar: calendar.id,
      calendarVersion: calendar.version,
      minutes,
      atRisk,
    };
    return cyclesOf(target, course, policy.pausesFor).map((cycle) =>
      reckonCycle({ cycle, limits, timeline, now }, basis),
    );
  });
};

/** Every clock of a ticket, by an agreement if there is one, as it stands now. */
export const reckon = (
  { through, isPast, ...course }: Course,
  agreement: Agreement | undefined,
  at: Moment,
): Reckoning => ({
  through,
  isPast,
  clocks: agreement ? clocksBy(course, agreement, at) : [],
});
