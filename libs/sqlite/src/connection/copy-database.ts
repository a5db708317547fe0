import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';

import { valueOf } from './database.js';
import { checkForm, type StoredForm } from './stored-form.js';

export const flush = (path: string): void => {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
};

/** One file without a WAL beside it, so that it can be carried away as it is. */
export const makeWhole = (file: string): void => {
  const database = new DatabaseSync(file);
  try {
    database.exec('pragma journal_mode = delete');
  } finally {
    database.close();
  }
};

/** The same, flushed, for a file that was opened to be checked. */
export const settleDatabase = (file: string): void => {
  makeWhole(file);
  flush(file);
};

/** More pages than a ledger or a vault has: one step, so that whoever writes is held up by no second one. */
const ALL_PAGES = 1_000_000_000;

const copy = async (source: string, partial: string, form: StoredForm) => {
  const database = new DatabaseSync(source, { readOnly: true, timeout: 5000 });
  try {
    checkForm(database, source, form);
    await backup(database, partial, { rate: ALL_PAGES });
  } finally {
    database.close();
  }
};

const ensureSound = (file: string) => {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const said = valueOf(database.prepare('pragma integrity_check(1)'));
    if (said !== 'ok') throw new Error(`${file} is damaged: ${String(said)}`);
  } finally {
    database.close();
  }
};

/**
 * Copies a file that is in a known form, also while another process writes it. The copy gets its
 * name when it is whole, flushed, and sound as SQLite's own check has it.
 */
export const copyDatabase = async (
  source: string,
  target: string,
  form: StoredForm,
): Promise<void> => {
  if (existsSync(target))
    throw new Error(`${target} already exists; a backup never overwrites a file.`);
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    await copy(source, partial, form);
    settleDatabase(partial);
    ensureSound(partial);
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};
