import { type Clock, faultOf } from '#eventing';

import type { DatabaseSync } from 'node:sqlite';
import { openDatabase, valueOf } from '../connection/database.js';
import { prepareForm } from '../connection/stored-form.js';
import { faultKindOf } from './fault.js';
import { logForm } from './event-schema.js';
import { EventTable } from './event-table.js';
import { EventWriter } from './event-writer.js';

/** How many of the last events are checked whenever the file is opened. */
const TAIL = 100;

/** Milliseconds that a lock is waited for, usually and while mending. */
const BUSY = 2000;
const RECOVERY = 50;

const checkTail = (table: EventTable, file: string) => {
  for (const event of table.readAllBack(undefined, TAIL)) {
    const [before] = event.revision ? table.read(event.stream, event.revision - 1, 1) : [];
    const fault = faultOf(event, before);
    if (fault) throw new Error(`${file}: event ${event.position} is damaged: ${fault}`);
  }
};

export interface EventFileOptions {
  /**
   * Opened again after a fault. What was written then may be in the memory of the operating system
   * only, so all of it is carried over into the database file and flushed first.
   */
  readonly recovered?: boolean;
  /** How long another process may hold the file before an append is refused as busy. */
  readonly busyMilliseconds?: number;
  /** Tells when events are recorded. */
  readonly clock?: Pick<Clock, 'now'>;
}

/** The open file of the log: one connection that reads and writes. */
export class EventFile {
  readonly table: EventTable;
  readonly writer: EventWriter;

  private constructor(
    readonly database: DatabaseSync,
    file: string,
    options: EventFileOptions,
  ) {
    prepareForm(database, file, logForm);
    if (options.recovered) this.#carryOver(file);
    database.exec(`pragma busy_timeout = ${options.busyMilliseconds ?? BUSY}`);
    this.table = new EventTable(database);
    checkTail(this.table, file);
    this.writer = new EventWriter(this.table, options.clock);
  }

  static open(file: string, options: EventFileOptions = {}): EventFile {
    const database = openDatabase(file, { synchronous: 'FULL', autocheckpoint: 0, ...options });
    try {
      return new EventFile(database, file, options);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /**
   * Leaves one file behind that needs no recovery, unless somebody else still reads it, or there is
   * no room for it; then the WAL stays beside it, and nothing is lost.
   */
  close(): void {
    try {
      this.database.exec('pragma wal_checkpoint(truncate)');
    } catch (error) {
      if (!faultKindOf(error)) throw error;
    } finally {
      this.database.close();
    }
  }

  /** Writes one page and flushes it; throws when that cannot be done. */
  probe(): void {
    const version = Number(valueOf(this.database.prepare('pragma user_version')));
    this.database.exec(`pragma user_version = ${version}`);
  }

  #carryOver(file: string) {
    const checkpoint = this.database.prepare('pragma wal_checkpoint(truncate)');
    // The main loop must not stand still for a reader that takes its time; it is tried again.
    this.database.exec(`pragma busy_timeout = ${RECOVERY}`);
    const busy = valueOf(checkpoint);
    if (busy !== 0) throw new Error(`${file} is being read; it cannot be made sure of.`);
  }
}
