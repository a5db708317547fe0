import type { Assurance, Claim, Source } from './claim.js';
import { kindOf } from './claim.js';

/** One step: whose claims stand on it. */
export interface Rung {
  readonly rung: string;
  readonly source: 'customer' | 'agent' | 'import';
  /** Any, where none are named. */
  readonly assurance?: readonly Assurance[];
}

/** Whose word outranks whose, the highest first. A changed ladder is a new version. */
export interface Ladder {
  readonly version: string;
  readonly rungs: readonly Rung[];
}

/**
 * A customer's word that nobody has verified yet stands on no rung: it is kept, shown as waiting, and
 * takes effect as soon as the customer is verified. So it need not be taken out of force by anything
 * but the customer, and a stranger on the telephone changes nothing.
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

/** The index of the rung; beyond the last one for a claim that stands on none. */
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

/** Whether a new word would be in force over one that is: higher, or as high and later. */
export const wouldOutrank = (
  ladder: Ladder,
  word: Pick<Claim, 'source' | 'assurance'>,
  standing: Pick<Claim, 'source' | 'assurance'> | undefined,
): boolean => {
  const height = heightOf(ladder, word);
  if (height === ladder.rungs.length) return false;
  return standing === undefined || height <= heightOf(ladder, standing);
};
