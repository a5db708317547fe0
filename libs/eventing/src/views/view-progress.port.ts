import type { RecordedEvent } from '../messages.js';

export type AppliedListener = (events: readonly RecordedEvent[]) => void;

/**
 * How far the views are, for whoever waits or listens. Whether this process applies the log itself
 * or another one does makes no difference here. An adapter is correct when it passes
 * `viewProgressConformance`.
 */
export abstract class ViewProgress {
  /** The position of the last event that this process knows the views to have. Never falls. */
  abstract readonly position: number;

  /**
   * Resolves with true when the views have the event at this position; with false when they have
   * not after a time that the adapter sets, so that nobody waits for ever.
   */
  abstract waitFor(position: number): Promise<boolean>;

  /**
   * Calls back with each batch, in order, after the views have it. A listener that throws harms
   * nobody else. Answers with the way to stop.
   */
  abstract onApplied(listener: AppliedListener): () => void;
}
