import type { Moment } from '#eventing';

/** Who says it: the customer, a member of staff, or another system. */
export type Source = 'customer' | 'agent' | `import:${string}`;

/** How sure we are that the customer is the speaker; `none` if the customer is not. */
export const assurances = ['none', 'stated', 'verified', 'authenticated'] as const;
export type Assurance = (typeof assurances)[number];

/**
 * What somebody says a field's value is. It is never changed; it can be withdrawn, or outranked.
 */
export interface Claim<Value = unknown> {
  /** The claim's id. */
  readonly claim: string;
  readonly field: string;
  readonly value: Value;
  readonly source: Source;
  readonly assurance: Assurance;
  /** Since when it is true. */
  readonly validFrom: Moment;
  /** When we learned of it. */
  readonly learnedAt: Moment;
  /** How many claims on this field were learned before it: decides the order within one moment. */
  readonly order: number;
  /** The record from which a merge brought it here. */
  readonly from?: string;
  /** The day came that it had announced. */
  readonly begun?: true;
  /** When the one who made it took it back. */
  readonly withdrawnAt?: Moment;
  /** Its source says something else since `from`, which we learned `at`. */
  readonly replaced?: { readonly from: Moment; readonly at: Moment };
  /** It was confirmed later that the customer was the speaker. */
  readonly raised?: { readonly assurance: Assurance; readonly at: Moment };
}

/** What was true at `asOf`, as far as it was known at `knownAt`. */
export interface BothTimes {
  readonly asOf: Moment;
  readonly knownAt: Moment;
}

/** The moment from which a claim can be in force: when it is true and known. */
export const takesEffectAt = ({
  validFrom,
  learnedAt,
}: Pick<Claim, 'validFrom' | 'learnedAt'>): Moment =>
  validFrom > learnedAt ? validFrom : learnedAt;

/**
 * Whether it is true by now. What was true when it was learned, and what has begun, stays so when a
 * clock is set back: it is later than then, whatever the clock says.
 */
export const hasBegun = (
  { validFrom, learnedAt, begun }: Pick<Claim, 'validFrom' | 'learnedAt' | 'begun'>,
  now: Moment,
): boolean => begun === true || validFrom <= now || validFrom <= learnedAt;

/** How sure one was of it at a moment. */
export const assuranceAt = ({ assurance, raised }: Claim, knownAt: Moment): Assurance =>
  raised && raised.at <= knownAt ? raised.assurance : assurance;

/** `import` for `import:crm`. */
export const kindOf = (source: Source): 'customer' | 'agent' | 'import' =>
  source.startsWith('import:') ? 'import' : (source as 'customer' | 'agent');
