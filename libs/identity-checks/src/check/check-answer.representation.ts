import { lookUp, type Sentence } from '#eventing';

import type { CheckSettings, Way } from './check.settings.js';
import { askedNow, type Check, type Outcome } from './check.state.js';

/** The answer about a check; it has the same shape for every outcome. */
export interface CheckAnswer {
  readonly id: string;
  readonly version: number;
  readonly outcome: Outcome;
  /** Factors that are asked for now. */
  readonly asks: readonly string[];
  /** The other ways to verify. */
  readonly ways: readonly { readonly way: string; readonly says: Sentence }[];
  /** Seconds until the next comparison is allowed; 0 when it is allowed now. */
  readonly pause: number;
  /** After verification: fields that are nearly what the customer said, and may be wrong. */
  readonly near: readonly string[];
  readonly position: number;
}

const sentenceOf = ({ en, ar }: Way): Sentence => ({ en, ar });

/** Unless the customer is verified, the content does not depend on what was wrong either. */
export const shapeOf = (check: Check, { ways: all }: CheckSettings, pause: number) => {
  const { outcome, ways, near, round } = check;
  const begins = outcome === 'open' && round === 0;
  const underway = outcome === 'open' && round > 0;
  return {
    outcome: begins && pause > 0 ? 'another-way' : (outcome as Outcome),
    asks: askedNow(check).map(({ factor }) => factor),
    ways: (outcome === 'verified' ? [] : ways)
      .filter((way) => lookUp(all, way))
      .map((way) => ({ way, says: sentenceOf(lookUp(all, way)!) })),
    pause: underway ? 0 : pause,
    near: outcome === 'verified' ? near : [],
  };
};
