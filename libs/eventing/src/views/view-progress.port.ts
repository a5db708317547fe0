import type { RecordedEvent } from '../messages.js';

export type AppliedListener = (events: readonly RecordedEvent[]) => void;

/**
 * How far the views are. It makes no difference here whether this process applies the log or
 * another one does. An adapter is correct when it passes `viewProgressConformance`.
 */
export abstract class ViewProgress {
  /** The position of the last event that this process knows to be in the views. Never falls. */
  abstract readonly position: number;

  /**
   * Resolves with true when the views have the event at this position; with false when they do not
   * have it after a time that the adapter sets, so that nobody waits for ever.
   */
  abstract waitFor(position: number): Promise<boolean>;

  /**
   * Calls back with each batch, in order, after the views have it. A listener that throws does not
   * affect others. Returns a function that stops the calls.
   */
  abstract onApplied(listener: AppliedListener): () => void;
}
