import type { Moment as At } from '#eventing';
import {
  described,
  Id,
  integer,
  listOf,
  Moment,
  oneOf,
  optional,
  orNull,
  type Principal,
  strictObject,
  Type,
} from '#platform';
import { awaited } from '#tickets';

import { type Target, targets } from '../policy/level-policy.events.js';
import type { ReckonedClock } from './clock.commands.js';
import { clockStates, levels, type Outcome, outcomes } from './clock.events.js';
import type { ClockRow, ReachedRow } from './clocks.view.js';
import type { Counted } from './clocks.handler.js';

const seconds = integer(0, 1e15);

const Reached = strictObject({
  due: described(Moment, 'When it was reached.'),
  noticed: described(Moment, 'When it was noticed; later, where the process was down.'),
});

const Basis = strictObject({
  policy: described(Type.String(), 'The id of the policy.'),
  policyVersion: described(integer(0, 1_000_000), 'Its version.'),
  calendar: described(Type.String(), 'The id of the calendar; `always` is around the clock.'),
  calendarVersion: described(integer(0, 1_000_000), 'Its version.'),
  minutes: described(integer(1, 10_000_000), 'The time, in minutes of the calendar.'),
  atRisk: described(integer(1, 99), 'After how much of it the clock is at risk, in per cent.'),
});

const counts = Object.fromEntries(
  outcomes.map((outcome) => [outcome, described(seconds, `How many were ${outcome}.`)]),
) as Record<Outcome, typeof seconds>;

const forEverybody = {
  target: described(oneOf(targets), 'What there is a time for.'),
  state: described(oneOf(clockStates), 'Whether it runs.'),
  startedAt: described(Moment, 'When it began.'),
  dueAt: described(orNull(Moment), 'When its time is over, if it goes on running; null: not now.'),
  elapsedSeconds: described(seconds, 'The working time that it has counted.'),
  awaiting: optional(
    described(oneOf([...awaited, 'confirmation']), 'What it waits for while it is paused.'),
  ),
  stoppedAt: optional(described(Moment, 'When it was stopped.')),
  outcome: optional(described(oneOf(outcomes), 'How it ended.')),
};

const forStaff = {
  cycle: described(integer(1, 1_000_000), 'Which one of its target: updates begin anew.'),
  level: described(oneOf(levels), 'How much of the time is used.'),
  atRiskAt: described(orNull(Moment), 'When it is at risk; null: not now.'),
  atRisk: optional(described(Reached, 'When it was at risk, as recorded.')),
  breached: optional(described(Reached, 'When its time was over, as recorded.')),
  restatedAt: optional(described(Moment, 'When another version was last applied to it.')),
};

/** A clock in a list. */
export const ClockListed = strictObject({
  ticket: described(Id, 'The ticket that it belongs to.'),
  ...forEverybody,
  ...forStaff,
  basis: described(Basis, 'What it is counted by.'),
});

const OfTicket = strictObject({
  ...forEverybody,
  cycle: optional(forStaff.cycle),
  level: optional(forStaff.level),
  atRiskAt: optional(forStaff.atRiskAt),
  atRisk: forStaff.atRisk,
  breached: forStaff.breached,
  restatedAt: forStaff.restatedAt,
  basis: optional(described(Basis, 'What it is counted by.')),
  earlier: optional(described(strictObject(counts), 'The clocks of this target before it.')),
});

/** All clocks of a ticket. Customers see what is promised to them; staff, how it is counted. */
export const TicketClocks = strictObject({
  ticket: described(Id, 'The ticket.'),
  at: described(Moment, 'The moment at which they were counted.'),
  clocks: described(listOf(OfTicket), 'The latest clock of each target.'),
});

const everybodys = ({ target, state, turns, dueAt, elapsedSeconds }: ReckonedClock) => {
  const last = turns.at(-1)!;
  return {
    target,
    state,
    startedAt: turns[0]!.at,
    dueAt,
    elapsedSeconds,
    ...(state === 'paused' && { awaiting: last.awaiting }),
    ...(state === 'stopped' && { stoppedAt: last.at, outcome: last.outcome }),
  };
};

const tally = (clocks: readonly ReckonedClock[]): Record<Outcome, number> => {
  const ended = (outcome: Outcome) =>
    clocks.filter(({ turns }) => turns.at(-1)!.outcome === outcome).length;
  return { met: ended('met'), missed: ended('missed'), cancelled: ended('cancelled') };
};

const said = (name: string, value: ReachedRow | At | undefined) => value && { [name]: value };

const recorded = (clock: ReckonedClock, rows: readonly ClockRow[]) => {
  const isThis = ({ target, cycle }: ClockRow) => target === clock.target && cycle === clock.cycle;
  const { atRisk, breached, restatedAt } = rows.find(isThis) ?? {};
  return {
    ...said('atRisk', atRisk),
    ...said('breached', breached),
    ...said('restatedAt', restatedAt),
  };
};

const staffs = (
  clock: ReckonedClock,
  all: readonly ReckonedClock[],
  rows: readonly ClockRow[],
) => ({
  ...everybodys(clock),
  cycle: clock.cycle,
  level: clock.level,
  atRiskAt: clock.atRiskAt,
  basis: clock.basis,
  earlier: tally(all.filter(({ target, cycle }) => target === clock.target && cycle < clock.cycle)),
  ...recorded(clock, rows),
});

const latestOf = (clocks: readonly ReckonedClock[]): readonly ReckonedClock[] => [
  ...new Map(clocks.map((clock) => [clock.target, clock] as const)).values(),
];

/** What was counted, and what was recorded of it, as somebody may see it. */
export const clocksShown = (
  { role }: Principal,
  { ticket, at }: { readonly ticket: string; readonly at: At },
  { reckoning: { clocks } }: Counted,
  rows: readonly ClockRow[],
) => ({
  ticket,
  at,
  clocks: latestOf(clocks).map((clock) =>
    role === 'customer' ? everybodys(clock) : staffs(clock, clocks, rows),
  ),
});

const ticket = '019ab3c4-5d6e-7fff-8f00-0123456789ab';

export const exampleClock: ClockRow & { readonly target: Target } = {
  ticket,
  target: 'resolution',
  cycle: 1,
  state: 'running',
  level: 'at-risk',
  startedAt: '2026-11-22T09:30:00.000Z',
  atRiskAt: '2026-11-22T15:30:00.000Z',
  dueAt: '2026-11-22T17:30:00.000Z',
  elapsedSeconds: 0,
  atRisk: { due: '2026-11-22T15:30:00.000Z', noticed: '2026-11-22T15:30:00.004Z' },
  basis: {
    policy: '019ab3c4-6e7f-7fff-9a11-123456789abc',
    policyVersion: 1,
    calendar: 'always',
    calendarVersion: 0,
    minutes: 480,
    atRisk: 75,
  },
};

const { ticket: _, ...ofTicket } = exampleClock;

export const exampleClocks = {
  ticket,
  at: '2026-11-22T16:00:00.000Z',
  clocks: [{ ...ofTicket, elapsedSeconds: 23_400, earlier: { met: 0, missed: 0, cancelled: 0 } }],
};
