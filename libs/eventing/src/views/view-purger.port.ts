import type { RecordedEvent } from '../messages.js';
import type { AnyView } from './view.js';

/** Where a row is. */
export interface RowPlace {
  readonly tenant: string;
  readonly key: string;
}

/** Removes for good what must not be read any more. Only erasure needs this. */
export abstract class ViewPurger {
  /**
   * Builds rows again, in the view and in a copy of it, from `events`: all that belong to these
   * rows up to the position `upTo`. Needed when old events are read differently from before (after
   * an erasure). Returns false, and does nothing, when the view or its copy has applied later
   * events: then call it again with those too.
   */
  abstract reproject(
    view: AnyView,
    rows: readonly RowPlace[],
    events: readonly RecordedEvent[],
    upTo: number,
  ): Promise<boolean>;

  /**
   * Resolves when no file contains deleted rows or search terms. Reads go on meanwhile; writes wait.
   */
  abstract purge(): Promise<void>;
}
