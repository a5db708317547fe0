import { RecentCache } from '#eventing';

import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { rmSync } from 'node:fs';
import { Checkpointer } from '../connection/checkpointer.js';
import { purgeFile } from './purge-file.js';
import { openDatabase, valueOf } from '../connection/database.js';
import { CATALOGUE, FORMAT } from './layout.js';

export interface CommitListener {
  /** What was written is in the file. */
  committed(): void;
  /** The file may no longer hold what was read or written before. */
  changed(): void;
}

export interface CommitLimits {
  /** Events applied in one transaction. */
  readonly events: number;
  /** Milliseconds for which a transaction stays open. */
  readonly milliseconds: number;
}

const usual: CommitLimits = { events: 1000, milliseconds: 50 };

const open = (file: string) => openDatabase(file, { synchronous: 'NORMAL', autocheckpoint: 0 });

const versionOf = (database: DatabaseSync) =>
  Number(valueOf(database.prepare('pragma user_version')));

const isEmpty = (database: DatabaseSync) =>
  valueOf(database.prepare('select count(*) from sqlite_schema')) === 0;

const remove = (file: string) => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
};

const isInFormat = (database: DatabaseSync): boolean => versionOf(database) === FORMAT;

/** SQLite's codes for a file that is damaged, and for one that is not a database. */
const unreadable = new Set<unknown>([11, 26]);

/** Opens the existing file, unless it cannot be used. */
const openUsable = (file: string): DatabaseSync | undefined => {
  let database: DatabaseSync | undefined;
  try {
    database = open(file);
    if (isInFormat(database) || isEmpty(database)) return database;
    database.close();
  } catch (error) {
    database?.close();
    if (!unreadable.has((error as { readonly errcode?: number }).errcode)) throw error;
  }
  return undefined;
};

/**
 * A file that is damaged or in another format is deleted: all of it can be rebuilt from the log.
 */
const openInFormat = (file: string): DatabaseSync => {
  const usable = openUsable(file);
  if (!usable) remove(file);
  const database = usable ?? open(file);
  if (!isInFormat(database)) database.exec(`begin immediate; ${CATALOGUE} commit`);
  return database;
};

/** Bytes in the WAL from which a checkpoint thread is worth its cost. */
const SOME = 1024 * 1024;

/**
 * Pages that a transaction writes to the WAL, roughly: a few for itself, and some for each event.
 */
const bytesOf = (events: number) => (8 + events * 4) * 4096;

/**
 * The connection to the file of the views, and its transaction. Several batches share one: a commit
 * costs as much as applying dozens of events, and what has not been committed is in the log. Reads
 * use the same connection and see uncommitted rows.
 */
export class ViewConnection {
  readonly #database: DatabaseSync;
  /** A thread, so it starts only when there is something to copy. */
  #checkpointer: Checkpointer | undefined;
  #written = 0;
  readonly #statements = new RecentCache<StatementSync>(1000);
  readonly #limits: CommitLimits;
  #timer: NodeJS.Timeout | undefined;
  #events = 0;
  #reading = false;
  #seen: unknown;

  constructor(
    private readonly file: string,
    private readonly told: CommitListener,
    limits: Partial<CommitLimits> = {},
  ) {
    this.#limits = { ...usual, ...limits };
    this.#database = openInFormat(file);
    this.#seen = this.#version();
  }

  /** Whether anything is not committed. */
  get isOpen(): boolean {
    return this.#database.isTransaction && !this.#reading;
  }

  /** Does all of the work or nothing; a failure also undoes what was not committed before. */
  write<Result>(events: number, work: () => Result): Result {
    if (!this.isOpen) this.#begin();
    try {
      const result = work();
      this.#events += events;
      if (this.#events >= this.#limits.events) this.commit();
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  commit(): void {
    clearTimeout(this.#timer);
    if (!this.isOpen) return;
    try {
      this.prepare('commit').run();
    } catch (error) {
      this.#rollBack();
      throw error;
    }
    this.told.committed();
    this.#checkpoint(bytesOf(this.#events));
    this.#events = 0;
  }

  /** Rows as arrays of their columns. */
  all(sql: string, values: readonly SQLInputValue[] = []): readonly (readonly SQLInputValue[])[] {
    this.#shareReading();
    return this.prepare(sql).all(...values) as unknown as SQLInputValue[][];
  }

  /** The first row, if there is one. */
  get(sql: string, ...values: readonly SQLInputValue[]): readonly SQLInputValue[] | undefined {
    this.#shareReading();
    return this.prepare(sql).get(...values) as unknown as SQLInputValue[] | undefined;
  }

  run(sql: string, ...values: readonly SQLInputValue[]): number {
    return Number(this.prepare(sql).run(...values).lastInsertRowid);
  }

  prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    statement.setReturnArrays(true);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Changes tables, and drops all statements that were prepared for them. */
  exec(sql: string): void {
    this.#statements.clear();
    this.#database.exec(sql);
  }

  /** Rewrites the file; nobody may write meanwhile, and nothing in this process does. */
  async purge(words: readonly string[]): Promise<void> {
    this.commit();
    this.#endReading();
    await purgeFile(this.file, words);
  }

  async close(): Promise<void> {
    if (!this.#database.isOpen) return;
    this.commit();
    this.#endReading();
    this.#database.close();
    await this.#checkpointer?.close();
  }

  #checkpoint(bytes: number) {
    this.#written += bytes;
    if (this.#written < SOME) return;
    this.#checkpointer ??= new Checkpointer(this.file);
    this.#checkpointer.committed(this.#database, bytes);
  }

  /**
   * The reads of one turn share a transaction: locking the file for each of them costs ten times as
   * much as reading a row.
   */
  #shareReading() {
    if (this.#database.isTransaction) return;
    this.prepare('begin').run();
    this.#reading = true;
    setImmediate(() => this.#endReading());
  }

  #endReading() {
    if (!this.#reading) return;
    this.#reading = false;
    if (this.#database.isTransaction) this.prepare('commit').run();
  }

  #begin() {
    this.#endReading();
    this.prepare('begin immediate').run();
    this.#timer = setTimeout(() => this.#commitLater(), this.#limits.milliseconds).unref();
    const version = this.#version();
    if (version !== this.#seen) this.told.changed();
    this.#seen = version;
  }

  /** No caller can receive the error; the next writer finds that the views have fallen back. */
  #commitLater() {
    try {
      this.commit();
    } catch {
      this.#events = 0;
    }
  }

  #rollBack() {
    clearTimeout(this.#timer);
    this.#events = 0;
    if (this.#database.isTransaction) this.#database.exec('rollback');
    this.told.changed();
  }

  /** Changes when another connection has committed. */
  #version() {
    return valueOf(this.prepare('pragma data_version'));
  }
}
