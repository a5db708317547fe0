import type { Moment } from './time.js';

/** The time of day and the alarm, from outside. */
export interface Clock {
  /** ISO 8601 in UTC with milliseconds. */
  now(): Moment;
  /** Calls back once after so many milliseconds; answers with the way to call it off. */
  after(milliseconds: number, go: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  after: (milliseconds, go) => {
    const timer = setTimeout(go, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};
