import type { Assurance } from '#claims';
import type { CommandsOf, Moment } from '#eventing';

import type { Channel, Evidence, Origin, ClaimDetails } from './record.events.js';
import type { Said } from './value.events.js';

/** Every command of a record, by chapter of its story. */
export type RecordCommand = CommandsOf<{
  // Claiming
  /**
   * A customer speaks for themselves; staff speak for a customer (`onBehalfOf`), or edit. Of an
   * address only the parts that change are needed. Without `since` it corrects the current value,
   * for as long as that was believed; with it, it reports a change. `minutes`: what the wrong value
   * cost the customer. `assurance` and `evidence` come from an identity check that was passed,
   * never from the request.
   */
  MakeClaim: {
    customer: string;
    field: string;
    value: Said;
    since?: Moment;
    channel?: Channel;
    minutes?: number;
    assurance?: Assurance;
    evidence?: Evidence;
  };
  /** Sent by the system on the day that somebody announced. */
  ApplyAnnouncedClaim: { claim: string };
  /** Only by its author. */
  WithdrawClaim: { claim: string; assurance?: Assurance; evidence?: Evidence };
  /** A customer makes it their own claim; staff confirm what a customer said, by their evidence. */
  ConfirmClaim: { claim: string; channel?: Channel; assurance?: Assurance; evidence?: Evidence };

  // Contesting
  /** Staff doubt what the customer says; it stays in force, and the customer sees the reason. */
  ContestClaim: { claim: string; reason: string };

  // Importing
  /** What a system says about a customer. An empty text withdraws what it said about a field. */
  ImportRecord: {
    customer: string;
    system: string;
    row: string;
    fields: Readonly<Record<string, Said>>;
    since?: Moment;
    origin?: Origin;
  };

  // Rectifying
  /** Sent by the code that delivers notices to their recipients. */
  MarkNoticeSent: { notice: string };
  AcknowledgeNotice: { notice: string };

  // Merging
  /** This record is a duplicate: it is merged into the other one. */
  MergeRecord: { into: string; reason: string };
  UndoMerge: { into: string; reason?: string };
  /** Sent by the system: what the other side of a merge must know. */
  TakeOver: {
    customer: string;
    from: string;
    reason: string;
    records: readonly string[];
    claims: readonly ClaimDetails[];
  };
  ReleaseMergedClaims: { from: string; reason: string; records: readonly string[] };
  /** Sent by the system: claims made in the duplicate after the merge. */
  CarryClaim: { told: ClaimDetails };
  CarryWithdrawal: { claim: string; field: string };
  CarryConfirmation: { by?: 'agent' | 'system'; evidence?: Evidence; raised: ClaimDetails };

  // Erasing
  /**
   * `held`: the reason of a legal hold on another record of the same person; `keys`: the
   * customer's.
   */
  EraseRecord: {
    customer: string;
    legalBasis: string;
    held?: string;
    keys?: readonly { customer: string; key: string }[];
  };
  PlaceLegalHold: { reason: string };
  LiftLegalHold: { reason: string };
}>;
