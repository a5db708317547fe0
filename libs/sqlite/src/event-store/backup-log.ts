import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup } from 'node:sqlite';
import { flush, makeWhole } from '../connection/copy-database.js';
import { valueOf } from '../connection/database.js';
import { type OnProgress, openForReading, type Verification, verifyLog } from './verify-log.js';

export interface BackupProgress {
  /** Called with pages while it copies. */
  readonly copying?: OnProgress;
  /** Called with events while it verifies. */
  readonly verifying?: OnProgress;
}

/** One MiB between two reports. */
const PAGES_AT_ONCE = 256;

/**
 * Copies what the log is at this moment. The read transaction holds that moment still: without it
 * the copy would begin again whenever the log is written.
 */
const copy = async (source: string, target: string, onProgress: OnProgress): Promise<number> => {
  const database = openForReading(source);
  try {
    database.exec('begin');
    const head = Number(valueOf(database.prepare('select max(position) from events')) ?? 0);
    await backup(database, target, {
      rate: PAGES_AT_ONCE,
      progress: ({ totalPages, remainingPages }) =>
        onProgress(totalPages - remainingPages, totalPages),
    });
    return head;
  } finally {
    database.close();
  }
};

const check = (verified: Verification, head: number) => {
  const [damage] = verified.damage;
  if (damage)
    throw new Error(`The copy is damaged at position ${damage.position}: ${damage.fault}.`);
  if (verified.head !== head)
    throw new Error(`The copy ends at position ${verified.head} instead of ${head}.`);
};

const complete = async (source: string, partial: string, progress: BackupProgress) => {
  const { copying = () => {}, verifying = () => {} } = progress;
  const head = await copy(source, partial, copying);
  makeWhole(partial);
  const verified = await verifyLog(partial, verifying);
  check(verified, head);
  flush(partial);
  return verified;
};

/**
 * Backs up the log of a running or stopped server, from any process. The file gets its name only
 * after every event in it has been read and recomputed; until then it is called `NAME.partial`.
 */
export const backupLog = async (
  source: string,
  target: string,
  progress: BackupProgress = {},
): Promise<Verification> => {
  if (existsSync(target))
    throw new Error(`${target} already exists; a backup never overwrites a file.`);
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    const verified = await complete(source, partial, progress);
    renameSync(partial, target);
    flush(dirname(target));
    return verified;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};
