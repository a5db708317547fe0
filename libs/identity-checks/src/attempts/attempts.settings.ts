import type { LimitScope } from './attempts.events.js';

/** How attempts are slowed down. All numbers are seconds, except `free`. */
export interface Slowing {
  /** So many attempts cause no pause. */
  readonly free: number;
  /** The first pause; each further attempt doubles it. */
  readonly first: number;
  /** No pause is longer, so nobody is locked out for ever. */
  readonly longest: number;
  /** After this time one attempt less counts. */
  readonly forgets: number;
}

export type AttemptsSettings = Readonly<Record<LimitScope, Slowing>>;

const HOUR = 3600;

/**
 * A call centre's agents and lines serve many customers, so callers and addresses have higher
 * limits than a record. Guessing is about records: after five attempts one per hour is allowed.
 */
export const defaultAttempts: AttemptsSettings = {
  record: { free: 5, first: 60, longest: HOUR, forgets: 6 * HOUR },
  asker: { free: 20, first: 30, longest: HOUR, forgets: HOUR / 4 },
  address: { free: 60, first: 30, longest: HOUR, forgets: HOUR / 12 },
  code: { free: 3, first: 60, longest: HOUR, forgets: HOUR },
};
