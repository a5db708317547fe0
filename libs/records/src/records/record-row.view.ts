import { type Claim, emptyLedger, inForce, type Ladder, type Ledger } from '#claims';
import { lookUp, type Moment } from '#eventing';

import type { ClaimDetails } from '../record/record.events.js';
import type { Value } from '../record/value.events.js';

export type ClaimRow = Omit<ClaimDetails, 'learnedAt'> & Claim<Value>;

export interface ContestRow {
  readonly contest: string;
  readonly claim: string;
  readonly reason: string;
  /** The pseudonym of the person who contests it. */
  readonly by: string;
  readonly at: Moment;
}

/** One field: claims that are in force or may be later, and who doubts them. */
export interface FieldRow extends Ledger<ClaimRow> {
  readonly contests: readonly ContestRow[];
  /** By system: the discrepancy that is open, and since when. */
  readonly disputes: Readonly<
    Record<string, { readonly discrepancy: string; readonly since: Moment }>
  >;
}

/** One customer's record, as routes read it. */
export interface RecordRow {
  readonly customer: string;
  readonly version: number;
  readonly changedAt: Moment;
  /** The position in the log of its last change. */
  readonly changed: number;
  readonly fields: Readonly<Record<string, FieldRow>>;
  readonly systems: readonly string[];
  readonly mergedInto?: string | undefined;
  readonly merged: readonly string[];
  readonly held?: boolean;
  readonly erased?: { readonly at: Moment; readonly legalBasis: string };
}

const blank: FieldRow = { ...emptyLedger, contests: [], disputes: {} };

export const fieldOf = ({ fields }: Pick<RecordRow, 'fields'>, field: string): FieldRow =>
  lookUp(fields, field) ?? blank;

/** Now; and no earlier than what the record already knows, when a clock was set back. */
export const presentOf = ({ fields }: Pick<RecordRow, 'fields'>, now: Moment): Moment =>
  Object.values(fields)
    .flatMap(({ claims }) => claims.map(({ learnedAt }) => learnedAt))
    .reduce((last, learnedAt) => (learnedAt > last ? learnedAt : last), now);

/** The claim in force in each field at a moment. */
export const currentOf = (
  { fields }: Pick<RecordRow, 'fields'>,
  ladder: Ladder,
  now: Moment,
): Readonly<Record<string, ClaimRow>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, { claims }]) => {
      const claim = inForce(claims, ladder, now);
      return claim ? [[name, claim] as const] : [];
    }),
  );

/** Staff contest the value in force, or a system contradicts it: GDPR, article 18. */
export const isRestricted = (field: FieldRow, current: ClaimRow | undefined): boolean =>
  Object.keys(field.disputes).length > 0 ||
  field.contests.some(({ claim }) => claim === current?.claim);

/** A claim of the customer that counts once they are verified. */
export const waitingIn = ({ claims }: FieldRow): readonly ClaimRow[] =>
  claims.filter(({ assurance, raised }) => assurance === 'stated' && !raised);
