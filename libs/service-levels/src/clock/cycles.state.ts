import type { Moment } from '#eventing';
import type { Awaited } from '#tickets';

import type { Target } from '../policy/level-policy.events.js';
import type { PausedFor } from './clock.events.js';
import type { Course, Stretch } from './course.state.js';

/** From when on a clock ran, was paused, or was stopped. */
export interface Change {
  readonly at: Moment;
  readonly is: 'running' | 'paused' | 'stopped';
  readonly awaiting?: PausedFor;
  /** It was stopped because nobody wants it any more. */
  readonly isCancelled?: boolean;
}

/** A clock before it is counted: the first change is that it runs. */
export interface Cycle {
  readonly target: Target;
  readonly cycle: number;
  readonly changes: readonly Change[];
}

const unwanted = ['withdrawn', 'duplicate', 'erased'];

type Row = (stretch: Stretch, pausesFor: readonly Awaited[]) => Omit<Change, 'at'>;

const running = { is: 'running' } as const;

/** What every clock does in each status of its ticket. */
const rows: { readonly [Status in Stretch['status']]: Row } = {
  open: () => running,
  'on-hold': ({ awaiting }, pausesFor) =>
    awaiting && pausesFor.includes(awaiting) ? { is: 'paused', awaiting } : running,
  'resolution-proposed': () => ({ is: 'paused', awaiting: 'confirmation' }),
  closed: ({ closedAs = '' }) => ({
    is: 'stopped',
    ...(unwanted.includes(closedAs) && { isCancelled: true }),
  }),
};

const last = (changes: readonly Change[]) => changes.at(-1)?.is;

/** Only what changes; a clock that has not run yet cannot pause or stop. */
const changesIn = (changes: readonly Change[]): readonly Change[] =>
  changes.reduce<readonly Change[]>((sofar, change) => {
    const isBegun = sofar.length > 0 || change.is === 'running';
    return isBegun && last(sofar) !== change.is ? [...sofar, change] : sofar;
  }, []);

const cycleOf = (target: Target, cycle: number, changes: readonly Change[]): readonly Cycle[] => {
  const all = changesIn(changes);
  return all.length > 0 ? [{ target, cycle, changes: all }] : [];
};

/** The clocks of each target. */
const byTarget: {
  readonly [Each in Target]: (stretches: readonly Stretch[], do_: Doing) => readonly Cycle[];
} = {
  'first-response': (stretches, doing) => {
    const words = stretches.findIndex(({ hasWords }) => hasWords);
    const end = words < 0 ? stretches.length : words;
    const stopped = stretches.slice(end, end + 1).map(({ at }) => ({ at, is: 'stopped' }) as const);
    return cycleOf('first-response', 1, [...stretches.slice(0, end).map(doing), ...stopped]);
  },
  update: (stretches, doing) => {
    const words = stretches.flatMap(({ hasWords }, index) => (hasWords ? [index] : []));
    return words.flatMap((begin, index) => {
      const end = words[index + 1] ?? stretches.length;
      const stopped = stretches
        .slice(end, end + 1)
        .map(({ at }) => ({ at, is: 'stopped' }) as const);
      return cycleOf('update', index + 1, [...stretches.slice(begin, end).map(doing), ...stopped]);
    });
  },
  resolution: (stretches, doing) => cycleOf('resolution', 1, stretches.map(doing)),
};

type Doing = (stretch: Stretch) => Change;

/** The clocks of a target in the course of a ticket. */
export const cyclesOf = (
  target: Target,
  { stretches }: Pick<Course, 'stretches'>,
  pausesFor: readonly Awaited[],
): readonly Cycle[] =>
  byTarget[target](stretches, (stretch) => ({
    at: stretch.at,
    ...rows[stretch.status](stretch, pausesFor),
  }));
