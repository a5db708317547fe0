import type { RecordedEvent } from '../messages.js';
import type { AnyView } from './view.js';

/** Builds copies of views beside those that serve; see `rebuildViews`. */
export abstract class ViewRebuilder {
  /**
   * Starts an empty copy of a view beside the serving one. A copy that was begun earlier continues
   * from the position that this returns; call it again after a fault.
   */
  abstract beginRebuild(view: AnyView): Promise<{ readonly position: number }>;

  /** Applies events to the copy; returns its position. Throws what the view's own code throws. */
  abstract fill(view: AnyView, events: readonly RecordedEvent[]): Promise<number>;

  /** Lets the copy serve if it is as far as the other views; returns whether it serves now. */
  abstract swap(view: AnyView): Promise<boolean>;

  /** Views whose stored version, columns or indexes differ from those in the code. */
  abstract outdated(): Promise<readonly AnyView[]>;
}
