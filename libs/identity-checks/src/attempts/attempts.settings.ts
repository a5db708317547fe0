import type { LimitScope } from './attempts.events.js';

/** How attempts that count are slowed down. Seconds throughout. */
export interface Slowing {
  /** So many cost no pause. */
  readonly free: number;
  /** The first pause; each further attempt doubles it. */
  readonly first: number;
  /** No pause is longer, so nobody is locked out for ever. */
  readonly longest: number;
  /** After so long one attempt less counts. */
  readonly forgets: number;
}

export type AttemptsSettings = Readonly<Record<LimitScope, Slowing>>;

const HOUR = 3600;

/**
 * A call centre's agents and lines see many customers, so askers and addresses are given more than
 * one record is. Records are what guessing is about: after five tries one an hour is left.
 */
export const defaultAttempts: AttemptsSettings = {
  record: { free: 5, first: 60, longest: HOUR, forgets: 6 * HOUR },
  asker: { free: 20, first: 30, longest: HOUR, forgets: HOUR / 4 },
  address: { free: 60, first: 30, longest: HOUR, forgets: HOUR / 12 },
  code: { free: 3, first: 60, longest: HOUR, forgets: HOUR },
};
