import { DatabaseSync, type StatementSync } from 'node:sqlite';

/**
 * What a commit survives: FULL a power failure (fsync at each commit), NORMAL the end of the
 * process.
 */
export type Synchronous = 'FULL' | 'NORMAL';

export interface DatabaseOptions {
  readonly synchronous: Synchronous;
  /**
   * Pages in the WAL at which a commit runs a checkpoint itself; 0 leaves it to a `Checkpointer`.
   */
  readonly autocheckpoint?: number;
  /** How much of the file is cached in memory. Default: 32 MiB. */
  readonly cacheKiB?: number;
  readonly busyMilliseconds?: number;
}

/** The durability settings that the database reports. */
export interface Durability {
  readonly journalMode: string;
  readonly synchronous: string;
  readonly sqlite: string;
}

const levels = ['OFF', 'NORMAL', 'FULL', 'EXTRA'];

/** The single value that a statement returns. */
export const valueOf = (statement: StatementSync): unknown =>
  Object.values(statement.get() ?? {})[0];

export const durabilityOf = (database: DatabaseSync): Durability => ({
  journalMode: String(valueOf(database.prepare('pragma journal_mode'))),
  synchronous: levels[Number(valueOf(database.prepare('pragma synchronous')))] ?? 'unknown',
  sqlite: String(valueOf(database.prepare('select sqlite_version()'))),
});

const check = (database: DatabaseSync, file: string, synchronous: Synchronous) => {
  const found = durabilityOf(database);
  if (found.journalMode === 'wal' && found.synchronous === synchronous) return;
  throw new Error(
    `${file} is not durable as configured: journal mode ${found.journalMode} instead of wal, ` +
      `synchronous ${found.synchronous} instead of ${synchronous}.`,
  );
};

/**
 * Opens a database file in WAL mode, and checks that it is as durable as requested. Pragmas belong
 * to a connection, so every connection is opened here.
 */
export const openDatabase = (file: string, options: DatabaseOptions): DatabaseSync => {
  const {
    synchronous,
    autocheckpoint = 1000,
    cacheKiB = 32_768,
    busyMilliseconds = 2000,
  } = options;
  const database = new DatabaseSync(file, { timeout: busyMilliseconds });
  try {
    database.exec(`
      pragma journal_mode = wal;
      pragma synchronous = ${synchronous};
      pragma wal_autocheckpoint = ${autocheckpoint};
      pragma cache_size = -${cacheKiB};
      pragma temp_store = memory;
    `);
    check(database, file, synchronous);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};
