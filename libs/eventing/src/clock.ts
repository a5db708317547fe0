import type { Moment } from './time.js';

/** The time of day, and timers. A port, so that specs can set both. */
export interface Clock {
  /** ISO 8601 in UTC with milliseconds. */
  now(): Moment;
  /** Calls `go` once after so many milliseconds; returns a function that cancels the timer. */
  after(milliseconds: number, go: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  after: (milliseconds, go) => {
    const timer = setTimeout(go, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};
