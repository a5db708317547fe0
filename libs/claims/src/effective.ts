import type { BothTimes, Claim } from './claim.js';
import type { Ladder } from './ladder.js';
import { compareClaims, heightAt } from './place.js';

/** Why a claim is not the one in force. */
export type Because =
  | 'outranked'
  | 'said-earlier'
  | 'withdrawn'
  | 'replaced'
  | 'not-verified'
  | 'not-yet-true'
  | 'not-yet-known';

export interface Other<C extends Claim = Claim> {
  readonly claim: C;
  readonly because: Because;
}

/** The claim in force and its rung on the ladder, and why each of the others is not in force. */
export interface Explanation<C extends Claim = Claim> {
  readonly inForce?: C;
  readonly rung?: string;
  /** The version of the ladder. */
  readonly ladder: string;
  /** In the order in which they were given. */
  readonly others: readonly Other<C>[];
}

type Exclusion = (claim: Claim, at: BothTimes) => boolean;

/** Claims that do not count at these moments; the first reason that applies is returned. */
const exclusions: readonly (readonly [Because, Exclusion])[] = [
  ['not-yet-known', ({ learnedAt }, { knownAt }) => learnedAt > knownAt],
  ['withdrawn', ({ withdrawnAt }, { knownAt }) => !!withdrawnAt && withdrawnAt <= knownAt],
  ['not-yet-true', ({ validFrom }, { asOf }) => validFrom > asOf],
  [
    'replaced',
    ({ replaced }, { asOf, knownAt }) =>
      !!replaced && replaced.at <= knownAt && replaced.from <= asOf,
  ],
];

const excludedBy = (claim: Claim, at: BothTimes): Because | undefined =>
  exclusions.find(([, holds]) => holds(claim, at))?.[0];

/**
 * Which of the claims on one field is in force, and why: of those known at `knownAt` and true at
 * `asOf`, the highest on the ladder, then the one that took effect last.
 */
export const effective = <C extends Claim>(
  claims: readonly C[],
  ladder: Ladder,
  at: BothTimes,
): Explanation<C> => {
  const height = (claim: C) => heightAt(ladder, claim, at.knownAt);
  const [inForce] = claims
    .filter((claim) => !excludedBy(claim, at) && height(claim) < ladder.rungs.length)
    .toSorted(compareClaims(ladder, at.knownAt));
  const why = (claim: C): Because => {
    const excluded = excludedBy(claim, at);
    if (excluded) return excluded;
    if (height(claim) === ladder.rungs.length) return 'not-verified';
    return height(claim) > height(inForce!) ? 'outranked' : 'said-earlier';
  };
  const others = claims.filter((claim) => claim !== inForce);
  return {
    ...(inForce && { inForce, rung: ladder.rungs[height(inForce)]!.rung }),
    ladder: ladder.version,
    others: others.map((claim) => ({ claim, because: why(claim) })),
  };
};
