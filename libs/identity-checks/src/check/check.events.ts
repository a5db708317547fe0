import type { Assurance } from '#claims';
import type { MessagesOf, Moment } from '#eventing';
import type { Verdict } from '#records';

/** A factor as a check asks for it: what it costs the customer, in seconds, and how strong it is. */
export interface AskedFactor {
  readonly factor: string;
  readonly costs: number;
  readonly grants: number;
  /** The field of the record that it rests on, if it does. */
  readonly field?: string;
}

/** A one-time code, as it may be known to whoever reads the log. */
export interface Code {
  /** Hex of a keyed digest of check and code. */
  readonly digest: string;
  readonly until: Moment;
  /** The field whose value it was sent to; absent where there was nowhere to send it. */
  readonly route?: string;
}

/** Everything that can happen to an identity check. No event holds a value, stored or said. */
export type CheckEvent = MessagesOf<{
  /**
   * What was configured then is what counts for this check. `rounds`: the factors that are asked for
   * together; the next round is asked for when the customer is not verified after one.
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
   * `strength`: what all factors that matched grant. `near`: where the record may be wrong.
   * It is believed `until` then.
   */
  IdentityVerified: {
    customer: string;
    challenge: string;
    assurance: Assurance;
    strength: number;
    matched: readonly string[];
    near: readonly string[];
    /** Seconds of the customer's time, by what the factors cost. */
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
