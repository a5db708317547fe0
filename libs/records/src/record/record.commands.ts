import type { Assurance } from '#claims';
import type { CommandsOf, Moment } from '#eventing';

import type { Channel, Evidence, Origin, ClaimDetails } from './record.events.js';
import type { Said } from './value.events.js';

/** Everything that can be asked of a record, by chapter of its story. */
export type RecordCommand = CommandsOf<{
  // Claiming
  /**
   * A customer speaks for themselves; staff speak for one (`onBehalfOf`), or edit. Of an address only
   * the parts that change need be said. Without `since` it corrects what is believed, for as long as
   * it was believed; with it, it tells of a change. `minutes`: what the wrong value cost the
   * customer. `assurance` and `evidence` are set by an identity check that was passed, never typed in.
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
  /** By the system, when the day has come that somebody announced. */
  ApplyAnnouncedClaim: { claim: string };
  /** By whoever made it. */
  WithdrawClaim: { claim: string; assurance?: Assurance; evidence?: Evidence };
  /** A customer makes it their own word; staff confirm what a customer said, by their evidence. */
  ConfirmClaim: { claim: string; channel?: Channel; assurance?: Assurance; evidence?: Evidence };

  // Contesting
  /** Staff doubt what the customer says; it stays in force, and the customer reads the reason. */
  ContestClaim: { claim: string; reason: string };

  // Importing
  /** What a system says of a customer. An empty text takes back what it said of a field. */
  ImportRecord: {
    customer: string;
    system: string;
    row: string;
    fields: Readonly<Record<string, Said>>;
    since?: Moment;
    origin?: Origin;
  };

  // Rectifying
  /** By whatever carries notices to their recipients. */
  MarkNoticeSent: { notice: string };
  AcknowledgeNotice: { notice: string };

  // Merging
  /** This record is a duplicate: it goes into the other one. */
  MergeRecord: { into: string; reason: string };
  UndoMerge: { into: string; reason?: string };
  /** By the system: what the other side of a merge has to hear. */
  TakeOver: {
    customer: string;
    from: string;
    reason: string;
    records: readonly string[];
    claims: readonly ClaimDetails[];
  };
  ReleaseMergedClaims: { from: string; reason: string; records: readonly string[] };
  /** By the system: what became of the duplicate since it was merged. */
  CarryClaim: { told: ClaimDetails };
  CarryWithdrawal: { claim: string; field: string };
  CarryConfirmation: { by?: 'agent' | 'system'; evidence?: Evidence; raised: ClaimDetails };

  // Forgetting
  /** `held`: the reason of a legal hold on another record of the same person; `keys`: the customer's. */
  EraseRecord: {
    customer: string;
    legalBasis: string;
    held?: string;
    keys?: readonly { customer: string; key: string }[];
  };
  PlaceLegalHold: { reason: string };
  LiftLegalHold: { reason: string };
}>;
