import type { Moment } from '#eventing';

import type { Claim } from './claim.js';
import type { Ladder } from './ladder.js';
import { type Standing, withClaim } from './standing.js';

/** A claim before the ledger has it; `learnedAt` if it was learned elsewhere, earlier. */
export type Word<C extends Claim> = Omit<C, 'learnedAt' | 'order'> & {
  readonly learnedAt?: Moment;
};

/** One field: its active claims, and the sequence number of the next one. */
export interface Ledger<C extends Claim = Claim> {
  readonly claims: Standing<C>;
  /** How many claims there have been in total. */
  readonly count: number;
  /** When the last one was made here. */
  readonly latest: Moment;
}

export const emptyLedger = { claims: [], count: 0, latest: '' } as const;

/** If the clock was set back, a later claim still counts as later. */
export const dated = <C extends Claim>(
  { count, latest }: Omit<Ledger<C>, 'claims'>,
  word: Word<C>,
  now: Moment,
): C => {
  const learnedAt = word.learnedAt ?? (now > latest ? now : latest);
  return { ...word, learnedAt, order: count } as unknown as C;
};

/** With one more claim, made here `now`, or brought here with the moment it was learned. */
export const withWord = <C extends Claim, L extends Ledger<C>>(
  ledger: L,
  word: Word<C>,
  now: Moment,
  ladder: Ladder,
): L => {
  const claim = dated(ledger, word, now);
  return {
    ...ledger,
    claims: withClaim(ledger.claims, claim, ladder),
    count: ledger.count + 1,
    latest: word.learnedAt === undefined ? claim.learnedAt : ledger.latest,
  };
};
