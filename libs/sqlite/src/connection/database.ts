import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** What a commit survives: FULL a power cut (fsync at each commit), NORMAL the end of the process. */
export type Synchronous = 'FULL' | 'NORMAL';

export interface DatabaseOptions {
  readonly synchronous: Synchronous;
  /** Pages in the WAL at which a commit checkpoints by itself; 0 leaves it to a `Checkpointer`. */
  readonly autocheckpoint?: number;
  /** How much of the file is kept in memory. Default: 32 MiB. */
  readonly cacheKiB?: number;
  readonly busyMilliseconds?: number;
}

/** What the database itself says about its promises. */
export interface Durability {
  readonly journalMode: string;
  readonly synchronous: string;
  readonly sqlite: string;
}

const levels = ['OFF', 'NORMAL', 'FULL', 'EXTRA'];

/** The single value that a statement answers with. */
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
    `${file} cannot keep its promise: journal mode ${found.journalMode} instead of wal, ` +
      `synchronous ${found.synchronous} instead of ${synchronous}.`,
  );
};

/**
 * Opens a database file in WAL mode, and reads back that it is as durable as was asked for. The
 * pragmas belong to the connection, so every connection is opened here.
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
