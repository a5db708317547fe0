import type { Moment } from '#eventing';

/** A store that may hold personal values, and how far it has erased them. */
export interface ErasureTargetStatus {
  /** `keys`, `views`, `attachments`, … */
  readonly sink: string;
  /** The position in the log up to which it has applied erasures. */
  readonly position: number;
  readonly done: boolean;
}

/** The id of a key, and the customer it belongs to. */
export interface CustomerKey {
  readonly customer: string;
  readonly key: string;
}

export interface ErasureReceipt {
  readonly at: Moment;
  readonly sinks: readonly ErasureTargetStatus[];
}

/** Destroys what makes a person's data readable, and sweeps what was made of it. */
export abstract class Eraser {
  /**
   * Names the keys that these customers have or had, so that a recorded erasure says which keys it
   * destroys. A key that somebody gets later, after coming back, is not among them.
   */
  abstract keysOf(tenant: string, customers: readonly string[]): Promise<readonly CustomerKey[]>;

  /**
   * Called after `PersonalDataErased` was recorded at `position`; may be called again for the same.
   * When it resolves, nothing that was stored under these keys can be read from any target that is
   * done.
   */
  abstract erase(
    tenant: string,
    keys: readonly CustomerKey[],
    position: number,
  ): Promise<ErasureReceipt>;
}
