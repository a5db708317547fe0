import type { RecordedEvent } from '../messages.js';
import type { AnyView } from './view.js';

/** Builds copies of views beside those that serve; see `rebuildView`. */
export abstract class ViewRebuilder {
  /**
   * Starts an empty copy of a view beside the serving one. A copy that is half built goes on, from
   * the position that this answers with; ask again after a fault.
   */
  abstract beginRebuild(view: AnyView): Promise<{ readonly position: number }>;

  /** Applies events to the copy; answers with its position. Throws the fault of a fold that throws. */
  abstract fill(view: AnyView, events: readonly RecordedEvent[]): Promise<number>;

  /** Lets the copy serve if it is as far as what has been applied; answers whether it does now. */
  abstract swap(view: AnyView): Promise<boolean>;

  /** Views whose stored version, columns or indexes differ from those in the code. */
  abstract outdated(): Promise<readonly AnyView[]>;
}
