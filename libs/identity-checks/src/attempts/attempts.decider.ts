import {
  type CommandsOf,
  decideBy,
  type Decider,
  evolveBy,
  type Moment,
  secondsAfter,
  secondsUntil,
} from '#eventing';

import type { AttemptsEvent, LimitScope } from './attempts.events.js';
import { ensure } from './attempts.rules.js';
import { type AttemptsSettings, defaultAttempts, type Slowing } from './attempts.settings.js';

export type AttemptsCommand = CommandsOf<{
  /** Before anything is compared: it counts, whatever the outcome. */
  TakeAttempt: { lane: LimitScope };
  ReturnAttempt: { lane: LimitScope };
}>;

/** How many attempts count, since when, and until when there is a pause. */
export interface Attempts {
  readonly level: number;
  readonly at?: Moment;
  readonly pausedUntil?: Moment | undefined;
}

export type AttemptsDecider = Decider<Attempts, AttemptsCommand, AttemptsEvent>;

const never: Attempts = { level: 0 };

const evolve = evolveBy<Attempts, AttemptsEvent>({
  AttemptTaken: (_, { level, at, pausedUntil }) => ({ level, at, pausedUntil }),
  AttemptReturned: (_, { level, at }) => ({ level, at }),
});

/** Since when the current level counts, after subtracting expired attempts. */
const remembered = ({ level, at }: Attempts, now: Moment, { forgets }: Slowing) => {
  if (at === undefined) return { level: 0, at: now };
  const passed = secondsUntil(at, now);
  const forgotten = (passed - (passed % forgets)) / forgets;
  if (forgotten >= level) return { level: 0, at: now };
  return { level: level - forgotten, at: secondsAfter(at, forgotten * forgets) };
};

const pauseAt = (level: number, { free, first, longest }: Slowing): number => {
  if (level <= free) return 0;
  const doubled = first * 2 ** (level - free - 1);
  return doubled < longest ? doubled : longest;
};

/** Seconds until the next comparison is allowed; 0 when it is allowed now. */
export const pauseOf = ({ pausedUntil }: Attempts, now: Moment): number =>
  pausedUntil === undefined ? 0 : secondsUntil(now, pausedUntil);

/** One more; but never more than the longest pause needs, so that a flood expires too. */
const oneMore = (level: number, slowing: Slowing): number =>
  pauseAt(level, slowing) < slowing.longest ? level + 1 : level;

/** Counts attempts, and allows fewer the more there were. */
export const attemptsDecider = (settings: AttemptsSettings = defaultAttempts): AttemptsDecider => ({
  name: 'attempts',
  initial: never,
  evolve,
  decide: decideBy<Attempts, AttemptsCommand, AttemptsEvent>({
    TakeAttempt: (attempts, { at: now, data: { lane } }) => {
      const slowing = settings[lane];
      const retryAfter = pauseOf(attempts, now);
      ensure(retryAfter === 0, 'paused', { retryAfter });
      const before = remembered(attempts, now, slowing);
      const level = oneMore(before.level, slowing);
      const pausedUntil = secondsAfter(now, pauseAt(level, slowing));
      return [{ type: 'AttemptTaken', data: { lane, level, at: before.at, pausedUntil } }];
    },
    ReturnAttempt: (attempts, { at: now, data: { lane } }) => {
      const { level, at } = remembered(attempts, now, settings[lane]);
      if (level === 0) return [];
      return [{ type: 'AttemptReturned', data: { lane, level: level - 1, at } }];
    },
  }),
});
