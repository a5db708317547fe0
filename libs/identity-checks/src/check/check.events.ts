import type { Assurance } from '#claims';
import type { MessagesOf, Moment } from '#eventing';
import type { Verdict } from '#records';

/** A factor as a check asks for it: its cost to the customer in seconds, and how strong it is. */
export interface AskedFactor {
  readonly factor: string;
  readonly costs: number;
  readonly grants: number;
  /** The field of the record that it rests on, if any. */
  readonly field?: string;
}

/** A one-time code, as readers of the log may know it. */
export interface Code {
  /** A keyed digest of check and code, in hex. */
  readonly digest: string;
  readonly until: Moment;
  /** The field whose value it was sent to; absent if it could not be sent. */
  readonly route?: string;
}

/** Everything that can happen to an identity check. No event holds a value, stored or answered. */
export type CheckEvent = MessagesOf<{
  /**
   * The configuration at the start counts for the whole check. `rounds`: factors that are asked for
   * together; the next round follows if the customer is not verified after one.
   */
  IdentityCheckStarted: {
    customer: string;
    challenge: string;
    rounds: readonly (readonly AskedFactor[])[];
    need: number;
    assurance: Assurance;
    ways: readonly string[];
    until: Moment;
    /** The field that the customer wants to change, if one was named. */
    changing?: string;
    code?: Code;
  };
  /** `round` from 0. `document`: the kind of document that staff have seen. */
  IdentityFactorChecked: { factor: string; outcome: Verdict; round: number; document?: string };
  /**
   * `strength`: the sum of all factors that matched. `near`: fields in which the record may be
   * wrong. The check counts as proof until `until`.
   */
  IdentityVerified: {
    customer: string;
    challenge: string;
    assurance: Assurance;
    strength: number;
    matched: readonly string[];
    near: readonly string[];
    /** The customer's time in seconds, by the cost of the factors. */
    cost: number;
    until: Moment;
  };
  /** Never the end: `ways` are the other ways to verify. */
  IdentityNotVerified: {
    customer: string;
    challenge: string;
    ways: readonly string[];
    cost: number;
  };
}>;
