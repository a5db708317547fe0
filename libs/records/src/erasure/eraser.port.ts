import type { Moment } from '#eventing';

/** A place where personal values may lie: how far it has come in losing them. */
export interface ErasureTargetStatus {
  /** `keys`, `views`, `attachments`, … */
  readonly sink: string;
  /** The position in the log up to which it has heeded erasures. */
  readonly position: number;
  readonly done: boolean;
}

/** A key by its id, and the customer whose it is. */
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
   * Names the keys that these customers have or had, so that an erasure on record says what it
   * destroys: a key that somebody is given later, because they come back, is not among them.
   */
  abstract keysOf(tenant: string, customers: readonly string[]): Promise<readonly CustomerKey[]>;

  /**
   * Called after `PersonalDataErased` was recorded at `position`; may be called again for the same.
   * When it answers, nothing that was kept under these keys can be read from any sink that is done.
   */
  abstract erase(
    tenant: string,
    keys: readonly CustomerKey[],
    position: number,
  ): Promise<ErasureReceipt>;
}
