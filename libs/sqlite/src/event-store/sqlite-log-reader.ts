import type { EventStore, RecordedEvent, StreamRange } from '#eventing';

import type { DatabaseSync } from 'node:sqlite';
import { EventTable } from './event-table.js';
import { openForReading } from './verify-log.js';

/** Reads streams of a log that another process may be writing; writes nothing itself. */
export class SqliteLogReader implements Pick<EventStore, 'read'> {
  readonly #table: EventTable;

  private constructor(private readonly database: DatabaseSync) {
    this.#table = new EventTable(database);
  }

  /** Throws `UnknownForm` for a file that is not a log in the form that this program reads. */
  static open(file: string): SqliteLogReader {
    return new SqliteLogReader(openForReading(file));
  }

  async read(stream: string, range: StreamRange = {}): Promise<readonly RecordedEvent[]> {
    const { from, limit, backwards = false } = range;
    if (backwards) return this.#table.readBack(stream, from, limit);
    return this.#table.read(stream, from ?? 0, limit);
  }

  close(): void {
    this.database.close();
  }
}
