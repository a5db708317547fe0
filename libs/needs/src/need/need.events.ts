import type { MessagesOf } from '#eventing';

export const workaroundKinds = [
  'spreadsheet',
  'own-tool',
  'own-supplier',
  'cloud-subscription',
  'manual-work',
  'other',
] as const;
export type WorkaroundKind = (typeof workaroundKinds)[number];

/** What a workaround costs in a year, in whole units of a currency (ISO 4217). */
export interface YearlyCost {
  readonly amount: number;
  readonly currency: string;
}

/** What somebody says about a workaround of their own. */
export interface Workaround {
  /** In their words; personal. */
  readonly words: string;
  /** How many people work with it; personal. */
  readonly users: number;
  /** Personal. */
  readonly yearlyCost?: YearlyCost;
  /** The day on which it is renewed or paid again, `2027-03-31`; personal. */
  readonly renewsOn?: string;
}

export interface Disclosed extends Workaround {
  readonly department: string;
  readonly kind: WorkaroundKind;
  readonly disclosure: string;
  /** A pseudonym that was made for this disclosure alone. Its key encrypts what is personal. */
  readonly discloser: string;
  /** The same for all that one person discloses, and says nothing about who it is; personal. */
  readonly person: string;
  /** The SHA-256, in hex, of the receipt by which the discloser reads what came of it. */
  readonly proof: string;
}

/** Sums of several disclosures. Nothing is said of fewer than five people. */
export interface Counted {
  readonly department: string;
  readonly kind: WorkaroundKind;
  readonly people: number;
  readonly users: number;
  /** By currency. */
  readonly yearlyCost: Readonly<Record<string, number>>;
  /** The quarter in which the middle one of those with a date is renewed: `2027-Q1`. */
  readonly renewsIn?: string;
}

/**
 * What is done by workarounds of one kind in one department: the stream's id is `finance.spreadsheet`.
 * Other contexts may rely on these.
 */
export type NeedEvent = MessagesOf<{
  WorkaroundDisclosed: Disclosed;
  /** By the discloser, or because their data was erased. */
  WorkaroundWithdrawn: { disclosure: string };
  /** Five more people have disclosed one. */
  NeedCounted: Counted;
  /** A service that can take the workaround's place. */
  NeedMatched: { service: string; words: string };
  /** The service is there, and is used instead. */
  NeedMet: { words: string };
}>;
