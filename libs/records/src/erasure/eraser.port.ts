import type { Moment } from '#eventing';

/** A place where personal values may lie: how far it has come in losing them. */
export interface ErasureTargetStatus {
  /** `keys`, `views`, `attachments`, … */
  readonly sink: string;
  /** The position in the log up to which it has heeded erasures. */
  readonly position: number;
  readonly done: boolean;
}

export interface ErasureReceipt {
  readonly at: Moment;
  readonly sinks: readonly ErasureTargetStatus[];
}

/** Destroys what makes a person's data readable, and sweeps what was made of it. */
export abstract class Eraser {
  /**
   * Called after `PersonalDataErased` was recorded at `position`; may be called again for the same.
   * When it answers, nothing of these customers' values can be read from any sink that is done.
   */
  abstract erase(
    tenant: string,
    customers: readonly string[],
    position: number,
  ): Promise<ErasureReceipt>;
}
