import type { Moment } from '#eventing';

import { type Claim, hasBegun, kindOf } from './claim.js';
import type { Ladder } from './ladder.js';
import { compareClaims, heightAt } from './place.js';

/**
 * The claims on one field that are in force or may still come in force, best first: all that
 * decisions need. Reading the one in force takes no longer when there are more.
 */
export type Standing<C extends Claim = Claim> = readonly C[];

const isOver = ({ replaced }: Claim, now: Moment) =>
  replaced !== undefined && (replaced.from <= now || replaced.from <= replaced.at);

/**
 * Every claim in the list counts as known, even if a clock was set back or it was learned
 * elsewhere.
 */
const KNOWN: Moment = '9999-12-31T23:59:59.999Z';

const put = <C extends Claim>(standing: Standing<C>, claim: C, ladder: Ladder): Standing<C> => {
  const compare = compareClaims(ladder, KNOWN);
  const index = standing.findIndex((other) => compare(claim, other) < 0);
  return standing.toSpliced(index < 0 ? standing.length : index, 0, claim);
};

/** A system makes one claim per field at a time: its newer claim replaces its older one. */
export const replaces = (claim: Claim, other: Claim): boolean =>
  kindOf(claim.source) === 'import' &&
  other.source === claim.source &&
  other.from === claim.from &&
  other.replaced === undefined;

/** An older claim after its source said something else. */
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

/** After the day has come that a claim had announced. */
export const withBegun = <C extends Claim>(standing: Standing<C>, id: string): Standing<C> =>
  standing.map((claim) => (claim.claim === id ? { ...claim, begun: true } : claim));

/** Without those that were taken back. */
export const withoutClaims = <C extends Claim>(
  standing: Standing<C>,
  isTaken: (claim: C) => boolean,
): Standing<C> => standing.filter((claim) => !isTaken(claim));

/** After it was confirmed that the customer said it. A claim's assurance never becomes lower. */
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
  const first = standing.find((claim) => hasBegun(claim, now) && !isOver(claim, now));
  return first && heightAt(ladder, first, KNOWN) < ladder.rungs.length ? first : undefined;
};
