import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DirectoryInUse, lockDirectory, SqliteEventStore, type DirectoryLock } from '#sqlite';
import { Failure } from './exits.js';

/** What lies where in a data directory. */
export const filesIn = (folder: string) => ({
  log: join(folder, 'log.db'),
  views: join(folder, 'views.db'),
});

/** Makes this process the owner of a data directory. Throws `Failure` (`busy`). */
const own = (folder: string): DirectoryLock => {
  try {
    return lockDirectory(folder);
  } catch (cause) {
    if (!(cause instanceof DirectoryInUse)) throw cause;
    const advice = 'Stop it (a server stops by Ctrl-C or SIGTERM), then try again.';
    throw new Failure('busy', `${cause.message} ${advice}`, { cause });
  }
};

/** The log's file, which must be there. Throws `Failure` (`input`). */
export const logIn = (folder: string): string => {
  const { log } = filesIn(folder);
  if (existsSync(log)) return log;
  const advice = 'Name the folder of your server with --data or AMENDS_DATA.';
  throw new Failure('input', `There is no log in ${folder}. ${advice}`);
};

/** Works on the log as the only owner of its folder, and leaves it closed whatever happens. */
export const withLog = async <Value>(
  folder: string,
  work: (store: SqliteEventStore) => Promise<Value>,
): Promise<Value> => {
  const lock = own(folder);
  try {
    const store = SqliteEventStore.open(filesIn(folder).log);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    lock.release();
  }
};
