import type { Moment } from '#eventing';

/** Who says it: the customer, somebody who works here, or another system. */
export type Source = 'customer' | 'agent' | `import:${string}`;

/** How sure we are that it is the customer who speaks; `none` where nobody says so. */
export const assurances = ['none', 'stated', 'verified', 'authenticated'] as const;
export type Assurance = (typeof assurances)[number];

/** Somebody's word on what a field is. It is never changed; it can be withdrawn, or outranked. */
export interface Claim<Value = unknown> {
  /** Its id. */
  readonly claim: string;
  readonly field: string;
  readonly value: Value;
  readonly source: Source;
  readonly assurance: Assurance;
  /** Since when it is true. */
  readonly validFrom: Moment;
  /** When we learned of it. */
  readonly learnedAt: Moment;
  /** How many claims on this field were learned before it: decides between those of one moment. */
  readonly order: number;
  /** The record from which a merge brought it here. */
  readonly from?: string;
  /** When whoever made it took it back. */
  readonly withdrawnAt?: Moment;
  /** Its source says something else since `from`, as we learned `at`. */
  readonly replaced?: { readonly from: Moment; readonly at: Moment };
  /** It turned out later that it was indeed the customer who spoke. */
  readonly raised?: { readonly assurance: Assurance; readonly at: Moment };
}

/** What was believed to be true at `asOf`, by what was known at `knownAt`. */
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

/** How sure one was of it at a moment. */
export const assuranceAt = ({ assurance, raised }: Claim, knownAt: Moment): Assurance =>
  raised && raised.at <= knownAt ? raised.assurance : assurance;

/** `import` of `import:crm`. */
export const kindOf = (source: Source): 'customer' | 'agent' | 'import' =>
  source.startsWith('import:') ? 'import' : (source as 'customer' | 'agent');
