import type { RecordedEvent } from '../messages.js';

/** Applies the log to the views; one writer at a time. */
export abstract class ViewWriter {
  /**
   * Applies events beyond each view's position, in order; rows and position change in one
   * transaction, so an event counts once however often it is offered. Offer every event beyond
   * `position()`: positions need not be dense, so a gap cannot be noticed here. A view whose fold
   * throws stands still from there on, with its fault in `states`, until it is rebuilt or the store
   * is opened again; the others go on. A copy that has come as far as the views is kept up too.
   *
   * What has been counted can be read when this resolves, and need not be durable: the log is. A
   * store that loses it falls back to an earlier `position()`, and refuses what does not follow on it.
   */
  abstract apply(events: readonly RecordedEvent[]): Promise<void>;

  /** Where to go on: as `ViewReader.position`. */
  abstract position(): Promise<number>;
}
