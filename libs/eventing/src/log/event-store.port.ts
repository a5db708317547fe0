import type { Message, NewEvent, RecordedEvent } from '../messages.js';

export interface StreamRange {
  /** The first revision wanted, inclusive. Default: 0, or the last one when backwards. */
  readonly from?: number;
  readonly limit?: number;
  readonly backwards?: boolean;
}

export interface LogRange {
  /** The page starts beyond this position, exclusive. Default: before the first, or after the last. */
  readonly after?: number;
  readonly limit: number;
  readonly backwards?: boolean;
}

export interface Subscription {
  /** Stops delivery; resolves when the receiver is no longer running. */
  stop(): Promise<void>;
}

/** The log. An adapter is correct when it passes `eventStoreConformance`. */
export abstract class EventStore {
  /** Rises when what was read before may read otherwise now; anyone who remembers it, reads again. */
  get epoch(): number {
    return 0;
  }

  /**
   * Appends all events or none, durably, and answers with them as recorded.
   *
   * `version` is the number of events that the stream must have. Refuses with `stream.changed` when
   * it has another; with `stream.id-reused` when an id at these revisions carries other content;
   * with `stream.busy` when too much is waiting; with `stream.too-large`. An append that repeats an
   * earlier one (same stream, version, ids and content) answers as that one did and writes nothing.
   * Any other failure is an unknown outcome: retry with the same ids and the same version.
   */
  abstract append(
    stream: string,
    version: number,
    events: readonly NewEvent[],
  ): Promise<readonly RecordedEvent[]>;

  /**
   * Takes over events that another store recorded, as they are: the same bytes, hashes and moments;
   * only positions are this store's own. Throws `NotAsRecorded` for events that do not follow from
   * what is here; otherwise as `append`.
   */
  abstract appendRecorded(
    stream: string,
    version: number,
    events: readonly RecordedEvent[],
  ): Promise<readonly RecordedEvent[]>;

  /** The events of one stream in order of revision; none for a stream never written to. */
  abstract read(stream: string, range?: StreamRange): Promise<readonly RecordedEvent[]>;

  /** The events of all streams in order of position, a page at a time. */
  abstract readAll(range: LogRange): Promise<readonly RecordedEvent[]>;

  /** The position of the last event; 0 when there is none. */
  abstract head(): Promise<number>;

  /**
   * Delivers every event beyond `after`, once, in order, first what is stored and then what comes.
   * The next batch waits for the receiver's promise. A receiver that throws is given the same batch
   * again after a pause, so that nothing is skipped.
   */
  abstract subscribe(
    after: number,
    receive: (events: readonly RecordedEvent<Message>[]) => Promise<void> | void,
  ): Subscription;

  abstract close(): Promise<void>;
}
