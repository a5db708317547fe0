import type { Moment } from '#eventing';

import { type Claim, kindOf } from './claim.js';
import type { Ladder } from './ladder.js';
import { compareClaims, heightAt } from './place.js';

/**
 * The claims on one field that are, or may yet come, in force, best first: what decisions need of
 * them. Reading the one in force does not take longer when there are more.
 */
export type Standing<C extends Claim = Claim> = readonly C[];

const isOver = ({ replaced }: Claim, now: Moment) => replaced !== undefined && replaced.from <= now;

/** Whatever is in the list is known, also if a clock was set back or a claim was learned elsewhere. */
const KNOWN: Moment = '9999-12-31T23:59:59.999Z';

const put = <C extends Claim>(standing: Standing<C>, claim: C, ladder: Ladder): Standing<C> => {
  const compare = compareClaims(ladder, KNOWN);
  const index = standing.findIndex((other) => compare(claim, other) < 0);
  return standing.toSpliced(index < 0 ? standing.length : index, 0, claim);
};

/** A system says one thing at a time: its newer word on a field takes the place of its older one. */
export const replaces = (claim: Claim, other: Claim): boolean =>
  kindOf(claim.source) === 'import' &&
  other.source === claim.source &&
  other.from === claim.from &&
  other.replaced === undefined;

/** An older claim after its source said another thing. */
export const replacedBy = <C extends Claim>(other: C, { validFrom, learnedAt }: Claim): C => ({
  ...other,
  replaced: { from: validFrom, at: learnedAt },
});

/** With one more claim, learned after all the others. */
export const withClaim = <C extends Claim>(
  standing: Standing<C>,
  claim: C,
  ladder: Ladder,
): Standing<C> => {
  if (kindOf(claim.source) !== 'import') return put(standing, claim, ladder);
  const others = standing
    .map((other) => (replaces(claim, other) ? replacedBy(other, claim) : other))
    .filter((other) => !isOver(other, claim.learnedAt));
  return put(others, claim, ladder);
};

/** Without those that were taken back. */
export const withoutClaims = <C extends Claim>(
  standing: Standing<C>,
  isTaken: (claim: C) => boolean,
): Standing<C> => standing.filter((claim) => !isTaken(claim));

/** After it turned out that it was the customer who said it. A claim's assurance is never lowered. */
export const withRaised = <C extends Claim>(
  standing: Standing<C>,
  raised: C,
  ladder: Ladder,
): Standing<C> =>
  put(
    withoutClaims(standing, ({ claim }) => claim === raised.claim),
    raised,
    ladder,
  );

/** The claim in force now, if there is one. */
export const inForce = <C extends Claim>(
  standing: Standing<C>,
  ladder: Ladder,
  now: Moment,
): C | undefined => {
  const first = standing.find((claim) => claim.validFrom <= now && !isOver(claim, now));
  return first && heightAt(ladder, first, KNOWN) < ladder.rungs.length ? first : undefined;
};
