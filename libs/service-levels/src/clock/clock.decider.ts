import { canonical, type CommandContext, decideBy, type Decider, type Moment } from '#eventing';

import type { Target } from '../policy/level-policy.events.js';
import type { ClockCommand, ReckonedClock, Reckoning, Turn } from './clock.commands.js';
import { type ClockEvent, type Level, levels, type RestatedBecause } from './clock.events.js';
import { type ClocksState, evolveClocks, type Known } from './clock.state.js';

type OfClock = Pick<ReckonedClock, 'target' | 'cycle'> & { readonly through: number };

/** What comes next, and the moment by which it is put in order. */
interface Found {
  readonly at: Moment;
  readonly event: ClockEvent;
}

const earlierFirst = (a: Found, b: Found): number => (a.at < b.at ? -1 : Number(a.at > b.at));

const clockOf = ({ target, cycle }: ReckonedClock, through: number): OfClock => ({
  target,
  cycle,
  through,
});

const eventsOfTurns: {
  readonly [Is in Turn['is']]: (turn: Turn, clock: ReckonedClock, of: OfClock) => ClockEvent;
} = {
  started: ({ at, atRiskAt, dueAt }, { basis }, of) => ({
    type: 'ClockStarted',
    data: { ...of, at, basis, atRiskAt, dueAt },
  }),
  paused: ({ at, elapsedSeconds, awaiting }, _, of) => ({
    type: 'ClockPaused',
    data: { ...of, at, elapsedSeconds, awaiting: awaiting ?? 'customer' },
  }),
  resumed: ({ at, atRiskAt, dueAt }, { reached }, of) => {
    const hasBeen = (moment: Moment | undefined) => moment !== undefined && moment <= at;
    const risen = hasBeen(reached['at-risk']) ? 'at-risk' : 'on-track';
    const level = hasBeen(reached.breached) ? 'breached' : risen;
    return { type: 'ClockResumed', data: { ...of, at, level, atRiskAt, dueAt } };
  },
  stopped: ({ at, elapsedSeconds, outcome }, _, of) => ({
    type: 'ClockStopped',
    data: { ...of, at, elapsedSeconds, outcome: outcome ?? 'met' },
  }),
};

const foundTurns = (clock: ReckonedClock, of: OfClock, after: number): readonly Found[] =>
  clock.turns.slice(after).map((turn) => ({
    at: turn.at,
    event: eventsOfTurns[turn.is](turn, clock, of),
  }));

const typeOf = { 'at-risk': 'ServiceLevelAtRisk', breached: 'ServiceLevelBreached' } as const;

/** The levels above the known one that were reached. */
const foundLevels = (
  clock: ReckonedClock,
  of: OfClock,
  known: Level,
  noticed: Moment,
): readonly Found[] =>
  (['at-risk', 'breached'] as const)
    .filter((level) => levels.indexOf(level) > levels.indexOf(known))
    .flatMap((level) => {
      const due = clock.reached[level];
      if (due === undefined) return [];
      const { dueAt } = clock;
      return [{ at: due, event: { type: typeOf[level], data: { ...of, due, noticed, dueAt } } }];
    });

const isSame = (one: unknown, other: unknown) => canonical(one) === canonical(other);

const whyRestated = (known: Known, clock: ReckonedClock): RestatedBecause | undefined => {
  const { calendar: _, calendarVersion: __, ...policy } = known.basis;
  const { calendar: ___, calendarVersion: ____, ...now } = clock.basis;
  if (!isSame(policy, now)) return 'policy';
  if (!isSame(known.basis, clock.basis)) return 'calendar';
  const isForeseen = known.state === 'running' && known.turns === clock.turns.length;
  const isMoved = known.dueAt !== clock.dueAt || known.atRiskAt !== clock.atRiskAt;
  return isForeseen && isMoved ? 'time-zone' : undefined;
};

const lower = (one: Level, other: Level): Level =>
  levels.indexOf(one) < levels.indexOf(other) ? one : other;

const restated = (
  known: Known,
  clock: ReckonedClock,
  of: OfClock,
  { because, at }: { readonly because: RestatedBecause; readonly at: Moment },
): readonly Found[] => {
  const { basis, state, elapsedSeconds, atRiskAt, dueAt } = clock;
  const was = {
    basis: known.basis,
    level: known.level,
    atRiskAt: known.atRiskAt,
    dueAt: known.dueAt,
  };
  const level = lower(known.level, clock.level);
  // The turn by which it stopped is said for itself.
  const isStopped = state === 'stopped';
  const turns = clock.turns.length - (isStopped ? 1 : 0);
  const data = { ...of, because, was, basis, state, level, elapsedSeconds, turns, atRiskAt, dueAt };
  const all: readonly Found[] = [
    { at, event: { type: 'ClockRestated', data } },
    ...foundLevels(clock, of, level, at),
    ...foundTurns(clock, of, turns),
  ];
  return all.map(({ event }) => ({ at, event }));
};

/** It has stopped, and is stopped since then, however many pauses it had by another policy. */
const isOver = (known: Known, { state, turns }: ReckonedClock): boolean =>
  known.state === 'stopped' && state === 'stopped' && turns.at(-1)!.at === known.stoppedAt;

const news = (clock: ReckonedClock, of: OfClock, known: Known | undefined, at: Moment) =>
  [
    ...foundTurns(clock, of, known?.turns ?? 0),
    ...foundLevels(clock, of, known?.level ?? 'on-track', at),
  ].toSorted(earlierFirst);

const found = (
  { clocks }: ClocksState,
  clock: ReckonedClock,
  through: number,
  at: Moment,
): readonly Found[] => {
  const of = clockOf(clock, through);
  const latest = clocks[clock.target];
  if (latest === undefined || latest.cycle < clock.cycle) return news(clock, of, undefined, at);
  if (latest.cycle > clock.cycle || isOver(latest, clock)) return [];
  const because = whyRestated(latest, clock);
  return because ? restated(latest, clock, of, { because, at }) : news(clock, of, latest, at);
};

/** Clocks for which the policy has no time any more. */
const withdrawn = (
  { clocks }: ClocksState,
  reckoned: readonly ReckonedClock[],
  through: number,
): readonly ClockEvent[] =>
  (Object.entries(clocks) as [Target, Known][])
    .filter(([target, { state }]) => {
      const isCounted = reckoned.some((clock) => clock.target === target);
      return state !== 'stopped' && !isCounted;
    })
    .map(([target, { cycle }]) => ({ type: 'ClockWithdrawn', data: { target, cycle, through } }));

/** What was found of one target stays in its order, whenever each of it was. */
const inTurn = (all: readonly Found[]): readonly Found[] =>
  all.reduce<readonly Found[]>((sofar, each) => {
    const last = sofar.at(-1)?.at ?? '';
    return [...sofar, each.at < last ? { ...each, at: last } : each];
  }, []);

const foundOf = (
  state: ClocksState,
  { through, clocks }: Reckoning,
  at: Moment,
): readonly ClockEvent[] =>
  [...Map.groupBy(clocks, ({ target }) => target).values()]
    .flatMap((cycles) => inTurn(cycles.flatMap((clock) => found(state, clock, through, at))))
    .toSorted(earlierFirst)
    .map(({ event }) => event);

const decide = (
  state: ClocksState,
  { data, at }: Extract<ClockCommand, { type: 'RecordReckoning' }>,
): readonly ClockEvent[] => {
  const { through, clocks, isPast } = data;
  const isKnown = Object.keys(state.clocks).length > 0;
  if (through < state.through || (isPast && !isKnown)) return [];
  return [...withdrawn(state, clocks, through), ...foundOf(state, data, at)];
};

export type ClockDecider = Decider<ClocksState, ClockCommand & CommandContext, ClockEvent>;

/** The clocks of one ticket: what was counted, against what was recorded. */
export const clockDecider: ClockDecider = {
  name: 'clock',
  initial: { through: -1, clocks: {} },
  evolve: evolveClocks,
  decide: decideBy<ClocksState, ClockCommand, ClockEvent>({ RecordReckoning: decide }),
};
