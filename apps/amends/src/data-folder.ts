import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkLedger,
  contextsOf,
  type LogReader,
  type OpenedLog,
  openLog,
  openLogForReading,
  RestoreUnfinished,
} from '#embedded';
import { type EventStore, UnknownForm } from '#eventing';
import { RolledBack } from '#ledger';
import { DirectoryInUse } from '#sqlite';
import { Erasures } from '#vault';

import type { Given } from './command.js';
import { Failure } from './exit-codes.js';
import { settingsOf } from './settings.js';
import { dataOf } from './where.js';

/** The files of a data directory. */
export const filesIn = (folder: string) => ({
  log: join(folder, 'log.db'),
  views: join(folder, 'views.db'),
});

const opening = <Opened>(open: () => Opened): Opened => {
  try {
    return open();
  } catch (cause) {
    if (cause instanceof TypeError) throw new Failure('config', cause.message, { cause });
    if (cause instanceof UnknownForm || cause instanceof RestoreUnfinished)
      throw new Failure('data', cause.message, { cause });
    if (!(cause instanceof DirectoryInUse)) throw cause;
    const advice = 'Stop it (a server stops by Ctrl-C or SIGTERM), then try again.';
    throw new Failure('busy', `${cause.message} ${advice}`, { cause });
  }
};

/** Makes this process the owner of a data directory. Throws `Failure` (`busy`, `config`, `data`). */
const own = (given: Given): OpenedLog => {
  const config = { ...settingsOf(given), data: dataOf(given) };
  return opening(() => openLog(config, contextsOf(config), {}));
};

/** Reads the decrypted log beside a process that owns its folder. Throws as `withLog`, never `busy`. */
export const readingLog = async <Value>(
  given: Given,
  work: (log: LogReader) => Promise<Value>,
): Promise<Value> => {
  const config = { ...settingsOf(given), data: dataOf(given) };
  const log = opening(() => openLogForReading(config, contextsOf(config)));
  try {
    return await work(log);
  } finally {
    log.close();
  }
};

/** A log that is older than what was published of it is not written to. Throws `Failure` (`data`). */
const ensureNewest = async (given: Given, { stored }: OpenedLog): Promise<void> => {
  try {
    await checkLedger({ ...settingsOf(given), data: dataOf(given) }, stored);
  } catch (cause) {
    if (!(cause instanceof RolledBack)) throw cause;
    throw new Failure('data', cause.message, { cause });
  }
};

/** The log's file, which must exist. Throws `Failure` (`input`). */
export const logIn = (folder: string): string => {
  const { log } = filesIn(folder);
  if (existsSync(log)) return log;
  const advice = 'Name the folder of your server with --data or AMENDS_DATA.';
  throw new Failure('input', `${folder} contains no log. ${advice}`);
};

/**
 * Works on the decrypted log as the only owner of its folder, and always closes it. Persons whose
 * erasure the log contains are erased first.
 */
export const withLog = async <Value>(
  given: Given,
  work: (events: EventStore) => Promise<Value>,
): Promise<Value> => {
  const kept = own(given);
  const { stored: log, vault, events } = kept;
  try {
    await ensureNewest(given, kept);
    await new Erasures({ log, vault, targets: [] }).applyLoggedErasures();
    return await work(events);
  } finally {
    await kept.close();
  }
};
