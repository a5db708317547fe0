import type { RecordedEvent } from '../messages.js';

/** Applies the log to the views; one writer at a time. */
export abstract class ViewWriter {
  /**
   * Applies events beyond each view's position, in order. Rows and position change in one
   * transaction, so an event is applied once however often it is offered. Offer every event beyond
   * `position()`: positions may have gaps, so a missing event cannot be noticed here. A view whose
   * code throws stops there, with its fault in `states`, until it is rebuilt or the store is opened
   * again; the others continue. A copy that has caught up with the views is kept up to date too.
   *
   * What has been applied can be read when this resolves. It need not be durable, because the log
   * is. A store that loses applied events falls back to an earlier `position()`, and refuses events
   * that do not follow it.
   */
  abstract apply(events: readonly RecordedEvent[]): Promise<void>;

  /** Where to continue: see `ViewReader.position`. */
  abstract position(): Promise<number>;
}
