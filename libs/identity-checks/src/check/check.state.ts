import type { Assurance } from '#claims';
import { type Evolution, evolveBy, type Moment } from '#eventing';

import type { AskedFactor, CheckEvent, Code } from './check.events.js';

export type Outcome = 'open' | 'verified' | 'another-way';

/** Only what a decision, or the next comparison, reads. */
export interface Check {
  readonly outcome: 'unstarted' | Outcome;
  readonly customer: string;
  readonly challenge: string;
  readonly rounds: readonly (readonly AskedFactor[])[];
  /** The current round. */
  readonly round: number;
  readonly need: number;
  readonly assurance: Assurance;
  readonly ways: readonly string[];
  readonly until?: Moment;
  readonly changing?: string;
  readonly code?: Code;
  readonly checked: number;
  readonly matched: readonly string[];
  readonly near: readonly string[];
  readonly cost: number;
  readonly believedUntil?: Moment;
}

export const unstarted: Check = {
  outcome: 'unstarted',
  customer: '',
  challenge: '',
  rounds: [],
  round: 0,
  need: 0,
  assurance: 'none',
  ways: [],
  checked: 0,
  matched: [],
  near: [],
  cost: 0,
};

/** The factors of the current round; none when the check is over. */
export const askedNow = ({ outcome, rounds, round }: Check): readonly AskedFactor[] =>
  outcome === 'open' ? (rounds[round] ?? []) : [];

const withFactor = (check: Check, factor: string): Check => {
  const asked = check.rounds[check.round] ?? [];
  const costs = asked.find((each) => each.factor === factor)?.costs ?? 0;
  const done = check.checked + 1 >= asked.length;
  return {
    ...check,
    cost: check.cost + costs,
    checked: done ? 0 : check.checked + 1,
    round: done ? check.round + 1 : check.round,
  };
};

const rows: Evolution<Check, CheckEvent> = {
  IdentityCheckStarted: (_, started) => ({ ...unstarted, ...started, outcome: 'open' }),
  IdentityFactorChecked: (check, { factor, outcome }) => ({
    ...withFactor(check, factor),
    matched: outcome === 'match' ? [...check.matched, factor] : check.matched,
    near: outcome === 'near' ? [...check.near, factor] : check.near,
  }),
  IdentityVerified: (check, { until }) => ({
    ...check,
    outcome: 'verified',
    believedUntil: until,
  }),
  IdentityNotVerified: (check) => ({ ...check, outcome: 'another-way' }),
};

export const evolve = evolveBy(rows);
