import type { Moment } from '#eventing';

import { assuranceAt, type Claim, takesEffectAt } from './claim.js';
import { heightOf, type Ladder } from './ladder.js';

/**
 * Negative when `a` comes before `b`: the higher rung, then what took effect last, then what was
 * learned last.
 */
export const compareClaims =
  (ladder: Ladder, knownAt: Moment) =>
  (a: Claim, b: Claim): number =>
    heightAt(ladder, a, knownAt) - heightAt(ladder, b, knownAt) ||
    later(takesEffectAt(a), takesEffectAt(b)) ||
    later(a.learnedAt, b.learnedAt) ||
    b.order - a.order;

export const heightAt = (ladder: Ladder, claim: Claim, knownAt: Moment): number =>
  heightOf(ladder, { source: claim.source, assurance: assuranceAt(claim, knownAt) });

const later = (a: Moment, b: Moment) => (a === b ? 0 : a > b ? -1 : 1);
