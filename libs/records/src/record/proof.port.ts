import type { Assurance } from '#claims';
import type { Moment } from '#eventing';
import type { Evidence } from './record.events.js';

/** A customer's word on a field, as it is about to be said. */
export interface Word {
  readonly tenant: string;
  readonly customer: string;
  /** Absent where it is not about one field. */
  readonly field?: string;
  /** The customer in person, signed in; or staff in their name. */
  readonly by: 'customer' | 'staff';
  /** The identity check that whoever speaks points to. */
  readonly check?: string;
  readonly at: Moment;
}

/** How sure it is that the customer speaks: what `MakeClaim` and its like are given. */
export interface Proof {
  readonly assurance: Assurance;
  readonly evidence?: Evidence;
  /** What the check has cost the customer. */
  readonly minutes?: number;
}

/**
 * What a customer's word is worth. A check that was not passed, is too old, or is another customer's
 * proves nothing: then the word is `stated`, and waits; it is no refusal.
 */
export abstract class Proofs {
  abstract proofOf(word: Word): Promise<Proof>;
}

/** Where no checks are configured: whoever is signed in is the customer, nobody else is. */
export class SignedInProofs extends Proofs {
  async proofOf({ by }: Word): Promise<Proof> {
    return { assurance: by === 'customer' ? 'authenticated' : 'stated' };
  }
}
