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

/** What makes us believe it. */
export interface Evidence {
  /** An identity check that was passed. */
  readonly check?: string;
  /** The kind of document that somebody has seen. */
  readonly document?: string;
}

/** Where a value was born: which row of which system, typed by whom, into which form. */
export interface Origin {
  readonly system?: string;
  readonly row?: string;
  /** As their employer names them; it is no value of the customer, and stays when those are erased. */
  readonly clerk?: string;
  readonly form?: string;
}

/** Somebody's word on a field. */
export interface ClaimDetails {
  readonly claim: string;
  readonly field: string;
  readonly value: Value;
  /** The words as they were said, where the value is written otherwise. */
  readonly said?: Said;
  readonly source: Source;
  /** Pseudonym of whoever entered it. */
  readonly by: string;
  readonly channel: Channel;
  readonly assurance: Assurance;
  readonly evidence?: Evidence;
  readonly validFrom: Moment;
  readonly origin?: Origin;
  /** The record that it was made in, and when, where a merge brought it here. */
  readonly from?: string;
  readonly learnedAt?: Moment;
}

export const settlements = ['source-learned', 'source-withdrew', 'record-changed'] as const;
export type Settlement = (typeof settlements)[number];

/** Everything that can happen to a customer's record. Other contexts may rely on these. */
export type RecordEvent = MessagesOf<{
  /** The first of every record: whose it is. */
  RecordOpened: { customer: string };
  /** A system's row said something new; its claims follow. `unread`: fields that nobody could read. */
  RecordImported: {
    system: string;
    row: string;
    origin?: Origin;
    unread?: readonly string[];
  };
  /** `into`: the record that this one was merged into, which hears of it. */
  ClaimMade: ClaimDetails & { into?: string };
  /** The day has come that somebody had announced. */
  ClaimTookEffect: { claim: string; field: string };
  /** By whoever made it. `restored`: what is in force again in its place. */
  ClaimWithdrawn: { claim: string; field: string; restored?: ClaimDetails; into?: string };
  /**
   * Somebody stands by it. `raised`: it turned out that it was indeed the customer who said it, and
   * it counts as such from now on.
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
    /** Absent where a system only repeats another value. */
    reason?: string;
  };
  /** A system still says something else than what is in force. */
  DiscrepancyOpened: {
    discrepancy: string;
    field: string;
    system: string;
    /** The claim in force, and the system's. */
    claim: string;
    theirs: string;
  };
  DiscrepancySettled: {
    discrepancy: string;
    field: string;
    system: string;
    because: Settlement;
  };
  /** Whoever received the wrong value has to be told the right one (GDPR, articles 16 and 19). */
  RectificationNoticeDue: {
    notice: string;
    field: string;
    recipient: string;
    claim: string;
    is: Value;
  };
  RectificationNoticeSent: { notice: string; field: string; recipient: string };
  RectificationAcknowledged: { notice: string; field: string; recipient: string };
  /** Nothing is left to tell: the recipient says it by now, a newer notice does, or it was erased. */
  RectificationNoticeLapsed: {
    notice: string;
    field: string;
    recipient: string;
    because: 'learned' | 'overtaken' | 'erased';
  };
  /** A wrong value was in force until the customer said so. `minutes`: what it cost the customer. */
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
   * In the duplicate: it went `into` another one, with its claims. In that one: it took them over
   * `from` the duplicate. `records`: the duplicate and all that had been merged into it.
   */
  RecordsMerged: {
    into?: string;
    from?: string;
    reason: string;
    records: readonly string[];
    claims?: readonly ClaimDetails[];
  };
  /** The merge is undone, seen from either side. `restored`: what is in force again. */
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
  /** The keys it names are destroyed when this is carried out: what was said is gone for good. */
  PersonalDataErased: {
    legalBasis: string;
    records: readonly string[];
    keys?: readonly { customer: string; key: string }[];
  };
}>;

/** Why a notice ended without being acknowledged. */
export type Lapse = DataOf<RecordEvent, 'RectificationNoticeLapsed'>['because'];
