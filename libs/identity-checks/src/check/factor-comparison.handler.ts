import { createHash, createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { isErased, lookUp } from '#eventing';
import {
  codeForm,
  compare,
  type Comparable,
  type ComparedKind,
  isSeparatedAlike,
  textOf,
  type Verdict,
} from '#records';

import type { Code } from './check.events.js';
import type { CheckSettings, Factor } from './check.settings.js';
import { askedNow, type Check } from './check.state.js';

/** What somebody answered to the factors of a round. */
export type Said = Readonly<Record<string, Comparable>>;

/** The values that answers are compared with. */
export interface Known {
  readonly check: Check;
  readonly id: string;
  readonly values: Readonly<Record<string, Comparable>>;
  readonly secret: Uint8Array;
  /** Only staff may confirm a document. */
  readonly byStaff: boolean;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** In hex; keyed, because readers of the log could try all codes of so few digits. */
export const codeDigest = (secret: Uint8Array, check: string, code: string): string =>
  createHmac('sha256', secret)
    .update(`${check}\0${codeForm(code)}`)
    .digest('hex');

export const newCode = (digits: number): string =>
  randomInt(10 ** digits)
    .toString()
    .padStart(digits, '0');

/** Equal letters and digits, in a time that does not depend on how many of them are equal. */
const isExactly = (stored: Comparable, said: Comparable): boolean => {
  const [one, other] = [codeForm(textOf(stored)), codeForm(textOf(said))];
  const equal = timingSafeEqual(sha256(one), sha256(other));
  const separated = isSeparatedAlike(textOf(stored), textOf(said));
  return equal && separated && one !== '' && other !== '';
};

const isTheCode = (said: Comparable, code: Code | undefined, { id, secret }: Known): boolean => {
  const digest = Buffer.from(codeDigest(secret, id, textOf(said)), 'hex');
  const expected = Buffer.from(code?.digest ?? '00'.repeat(32), 'hex');
  const equal = timingSafeEqual(digest, expected);
  return equal && code?.route !== undefined;
};

/** Compared with if nothing is stored, so that it takes as long; it never matches. */
const decoys: Readonly<Record<ComparedKind, Comparable>> = {
  text: 'nothing is stored',
  name: 'Nobody Atall',
  address: { street: 'Nowhere Street', houseNumber: '0', postalCode: '00000', city: 'Nowhere' },
  telephone: '+000000000000',
  email: 'nobody@nowhere.invalid',
  date: '1000-01-01',
  language: 'zxx',
  code: '00000000',
};

const exactly = (holds: boolean): Verdict => (holds ? 'match' : 'mismatch');

type CompareFactor<By> = (
  factor: Factor & { readonly by: By },
  said: Comparable,
  known: Known,
) => Verdict;

const comparators: { readonly [By in Factor['by']]: CompareFactor<By> } = {
  knowledge: ({ field, kind }, said, { values }) => {
    const known = isErased(lookUp(values, field)) ? undefined : lookUp(values, field);
    const stored = known ?? decoys[kind];
    const verdict =
      kind === 'code' ? exactly(isExactly(stored, said)) : compare(kind, stored, said);
    return known === undefined ? 'mismatch' : verdict;
  },
  code: (_, said, known) => exactly(isTheCode(said, known.check.code, known)),
  document: (_, said, { byStaff }) => exactly(byStaff && textOf(said).trim() !== ''),
};

/** A factor removed from the configuration never matches. */
const compareFactor = (factor: Factor | undefined, said: Comparable, known: Known): Verdict =>
  factor
    ? (comparators[factor.by] as CompareFactor<Factor['by']>)(factor, said, known)
    : 'mismatch';

/**
 * The outcome of every factor of the current round. All are compared, whatever the first outcomes
 * are, and whether a value was answered or stored or not.
 */
export const outcomesOf = (
  { factors }: CheckSettings,
  known: Known,
  said: Said,
): Readonly<Record<string, Verdict>> =>
  Object.fromEntries(
    askedNow(known.check).map(({ factor }) => [
      factor,
      compareFactor(lookUp(factors, factor), lookUp(said, factor) ?? '', known),
    ]),
  );
