import { lookUp, type Sentence } from '#eventing';

import { type CheckSettings, isStartable, type Starter } from './check.settings.js';
import { askedNow, type Check, type Outcome } from './check.state.js';

interface WayShown {
  readonly way: string;
  readonly challenge: string;
  readonly says: Sentence;
}

/** The answer about a check; it has the same shape for every outcome. */
export interface CheckAnswer {
  readonly id: string;
  readonly version: number;
  readonly outcome: Outcome;
  /** Factors that are asked for now. */
  readonly asks: readonly string[];
  /** The other ways to verify that the reader can start. */
  readonly ways: readonly WayShown[];
  /** Seconds until the next comparison is allowed; 0 when it is allowed now. */
  readonly pause: number;
  /** After verification: fields that are nearly what the customer said, and may be wrong. */
  readonly near: readonly string[];
  readonly position: number;
}

/** Nobody is sent on a way that they cannot go, and nobody on any who is verified. */
const waysOf = ({ outcome, ways }: Check, settings: CheckSettings, reader: Starter): WayShown[] =>
  (outcome === 'verified' ? [] : ways)
    .filter((way) => isStartable(settings, way, reader))
    .map((way) => {
      const { challenge, en, ar } = lookUp(settings.ways, way)!;
      return { way, challenge, says: { en, ar } };
    });

/** The pause before the next comparison, and who is told of it. */
interface Asked extends Starter {
  readonly pause: number;
}

/** Unless the customer is verified, the content does not depend on what was wrong either. */
export const shapeOf = (check: Check, settings: CheckSettings, { pause, isStaff }: Asked) => {
  const { outcome, near, round } = check;
  const begins = outcome === 'open' && round === 0;
  const underway = outcome === 'open' && round > 0;
  return {
    outcome: begins && pause > 0 ? 'another-way' : (outcome as Outcome),
    asks: askedNow(check).map(({ factor }) => factor),
    ways: waysOf(check, settings, { isStaff }),
    pause: underway ? 0 : pause,
    near: outcome === 'verified' ? near : [],
  };
};
