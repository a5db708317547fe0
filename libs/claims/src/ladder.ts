import type { Assurance, Claim, Source } from './claim.js';
import { kindOf } from './claim.js';

/** One rung of the ladder: whose claims belong to it. */
export interface Rung {
  readonly rung: string;
  readonly source: 'customer' | 'agent' | 'import';
  /** Any source, if absent. */
  readonly assurance?: readonly Assurance[];
}

/** Whose claims outrank whose, the highest first. A changed ladder is a new version. */
export interface Ladder {
  readonly version: string;
  readonly rungs: readonly Rung[];
}

/**
 * A customer's claim that nobody has verified yet is on no rung: it is stored, shown as waiting,
 * and takes effect when the customer is verified. So only the customer needs to act on it, and a
 * stranger on the telephone changes nothing.
 */
export const wordOverRecord: Ladder = {
  version: 'word-over-record-1',
  rungs: [
    { rung: 'customer-authenticated', source: 'customer', assurance: ['authenticated'] },
    { rung: 'customer-verified', source: 'customer', assurance: ['verified'] },
    { rung: 'agent', source: 'agent' },
    { rung: 'import', source: 'import' },
  ],
};

/** The index of the rung; after the last one for a claim that is on none. */
export const heightOf = (
  { rungs }: Ladder,
  { source, assurance }: { readonly source: Source; readonly assurance: Assurance },
): number => {
  const kind = kindOf(source);
  const index = rungs.findIndex(
    (rung) => rung.source === kind && (rung.assurance?.includes(assurance) ?? true),
  );
  return index < 0 ? rungs.length : index;
};

export const standsOn = (ladder: Ladder, word: Pick<Claim, 'source' | 'assurance'>): boolean =>
  heightOf(ladder, word) < ladder.rungs.length;

/**
 * Whether a new claim would be in force instead of the current one: on a higher rung, or the same
 * and later.
 */
export const wouldOutrank = (
  ladder: Ladder,
  word: Pick<Claim, 'source' | 'assurance'>,
  standing: Pick<Claim, 'source' | 'assurance'> | undefined,
): boolean => {
  const height = heightOf(ladder, word);
  if (height === ladder.rungs.length) return false;
  return standing === undefined || height <= heightOf(ladder, standing);
};
