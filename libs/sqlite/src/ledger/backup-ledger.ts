import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { checkForm } from '../connection/stored-form.js';
import { ledgerForm } from './ledger-schema.js';

const copy = async (source: string, partial: string) => {
  const database = new DatabaseSync(source, { readOnly: true, timeout: 5000 });
  try {
    checkForm(database, source, ledgerForm);
    await backup(database, partial);
  } finally {
    database.close();
  }
};

/** One file without a WAL beside it, flushed. */
const settle = (file: string) => {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = delete');
  database.close();
  const descriptor = openSync(file, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
};

/**
 * Backs up the ledger of a running or stopped server. Do it before the log is backed up: a log may be
 * newer than its ledger, and is refused when it is older.
 */
export const backupLedger = async (source: string, target: string): Promise<void> => {
  if (existsSync(target))
    throw new Error(`${target} already exists; a backup never overwrites a file.`);
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    await copy(source, partial);
    settle(partial);
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};
