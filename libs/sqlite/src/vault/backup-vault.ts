import { DatabaseSync } from 'node:sqlite';

import { copyDatabase } from '../connection/copy-database.js';
import { checkForm } from '../connection/stored-form.js';
import { vaultForm } from './vault-schema.js';

/**
 * Backs up the keys of persons of a running or stopped server. Do it after the log is backed up, so
 * that no event of it lacks its key.
 */
export const backupVault = (source: string, target: string): Promise<void> =>
  copyDatabase(source, target, vaultForm);

/** The ids of the master keys that wrap the keys in a file. Changes nothing in it. */
export const mastersOf = (file: string): readonly string[] => {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    checkForm(database, file, vaultForm);
    const rows = database
      .prepare(
        `select distinct lower(hex(substr(wrapped, 1, 8))) as master
         from secrets join keys using (id) where destroyed is null`,
      )
      .all();
    return rows.map(({ master }) => String(master));
  } finally {
    database.close();
  }
};
