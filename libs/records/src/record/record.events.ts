import type { Assurance, Source } from '#claims';
import type { DataOf, MessagesOf, Moment } from '#eventing';

import type { Said, Value } from './value.events.js';

export const channels = [
  'portal',
  'phone',
  'chat',
  'mail',
  'visit',
  'import',
  'directory',
] as const;
export type Channel = (typeof channels)[number];

/** Why we believe it. */
export interface Evidence {
  /** An identity check that was passed. */
  readonly check?: string;
  /** The kind of document that a member of staff has seen. */
  readonly document?: string;
}

/** Where a value was first entered: in which row of which system, by whom, in which form. */
export interface Origin {
  readonly system?: string;
  readonly row?: string;
  /** The id that their employer uses. It is no value of the customer, so an erasure keeps it. */
  readonly clerk?: string;
  readonly form?: string;
}

/** A claim on a field. */
export interface ClaimDetails {
  readonly claim: string;
  readonly field: string;
  readonly value: Value;
  /** The words as they were said, if the stored value differs from them. */
  readonly said?: Said;
  readonly source: Source;
  /** The pseudonym of the person who entered it. */
  readonly by: string;
  readonly channel: Channel;
  readonly assurance: Assurance;
  readonly evidence?: Evidence;
  readonly validFrom: Moment;
  readonly origin?: Origin;
  /** The record in which it was made, and when, if a merge brought it here. */
  readonly from?: string;
  readonly learnedAt?: Moment;
}

export const settlements = [
  'source-learned',
  'source-withdrew',
  'record-changed',
  'erased',
] as const;
export type Settlement = (typeof settlements)[number];

/** Everything that can happen to a customer's record. Other contexts may rely on these. */
export type RecordEvent = MessagesOf<{
  /** The first event of every record, and again when somebody who was erased comes back: whose it is. */
  RecordOpened: { customer: string };
  /**
   * A system's row contained something new; its claims follow. `unread`: fields that could not be
   * read.
   */
  RecordImported: {
    system: string;
    row: string;
    origin?: Origin;
    unread?: readonly string[];
  };
  /** `into`: the record that this one was merged into, which gets the claim too. */
  ClaimMade: ClaimDetails & { into?: string };
  /** The announced day has come. */
  ClaimTookEffect: { claim: string; field: string };
  /** By its author. `restored`: what is in force again in its place. */
  ClaimWithdrawn: { claim: string; field: string; restored?: ClaimDetails; into?: string };
  /**
   * Somebody confirms it. `raised`: it was indeed the customer who said it, and it counts as such
   * from now on.
   */
  ClaimConfirmed: {
    claim: string;
    field: string;
    by: 'customer' | 'agent' | 'system';
    evidence?: Evidence;
    raised?: ClaimDetails;
    into?: string;
  };
  /** The claim stays in force; the field is restricted. The customer sees the reason. */
  ClaimContested: {
    contest: string;
    claim: string;
    field: string;
    by: 'agent' | `import:${string}`;
    /** Absent if a system only repeats another value. */
    reason?: string;
  };
  /** A system still says something other than the claim in force. */
  DiscrepancyOpened: {
    discrepancy: string;
    field: string;
    system: string;
    /** The claim in force, and the system's, if it ever said anything that could be read. */
    claim: string;
    theirs?: string;
    /** What the system says now cannot be read. */
    unread?: true;
  };
  DiscrepancySettled: {
    discrepancy: string;
    field: string;
    system: string;
    because: Settlement;
  };
  /**
   * A recipient of the wrong value must be notified of the correct one (GDPR, articles 16 and 19).
   */
  RectificationNoticeDue: {
    notice: string;
    field: string;
    recipient: string;
    claim: string;
    is: Value;
  };
  RectificationNoticeSent: { notice: string; field: string; recipient: string };
  RectificationAcknowledged: { notice: string; field: string; recipient: string };
  /**
   * No longer needed: the recipient has the value, a newer notice replaces it, or it was erased.
   */
  RectificationNoticeLapsed: {
    notice: string;
    field: string;
    recipient: string;
    because: 'learned' | 'overtaken' | 'erased';
  };
  /**
   * A wrong value was in force until the customer corrected it. `minutes`: what it cost the
   * customer.
   */
  RecordDefectFound: {
    defect: string;
    field: string;
    /** The wrong claim, who made it and since when it was believed. */
    claim: string;
    source: Source;
    by: string;
    origin?: Origin;
    believedSince: Moment;
    correctedBy: string;
    minutes: number;
  };
  /**
   * In the duplicate: it was merged `into` another one, with its claims. In that one: it took them
   * over `from` the duplicate. `records`: the duplicate and all that had been merged into it.
   */
  RecordsMerged: {
    into?: string;
    from?: string;
    reason: string;
    records: readonly string[];
    claims?: readonly ClaimDetails[];
  };
  /** The merge is undone, recorded on either side. `restored`: what is in force again. */
  RecordsUnmerged: {
    into?: string;
    from?: string;
    reason: string;
    records: readonly string[];
    restored?: readonly ClaimDetails[];
  };
  LegalHoldPlaced: { reason: string };
  LegalHoldLifted: { reason: string };
  ErasureRefused: { legalBasis: string; because: 'legal-hold'; reason: string };
  /** The keys it names are destroyed when this is carried out: the values are gone for good. */
  PersonalDataErased: {
    legalBasis: string;
    records: readonly string[];
    keys?: readonly { customer: string; key: string }[];
  };
}>;

/** Why a notice ended without being acknowledged. */
export type Lapse = DataOf<RecordEvent, 'RectificationNoticeLapsed'>['because'];
