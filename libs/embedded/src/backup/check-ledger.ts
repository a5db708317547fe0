import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { checkNotRolledBack, type Witness } from '#ledger';
import { SqliteEventStore, SqliteLedgerStore } from '#sqlite';

import { dataFiles } from '../data-files.js';

/**
 * Throws `RolledBack` when the log in a folder lacks events that the ledger beside it has, or the
 * ledger what a witness holds. The folder is nobody else's.
 */
export const checkLedgerIn = async (
  folder: string,
  witnesses: readonly Witness[],
): Promise<void> => {
  const [log, ledger] = [join(folder, dataFiles.log), join(folder, dataFiles.ledger)];
  const stored = SqliteEventStore.open(log);
  try {
    const store = SqliteLedgerStore.open(ledger);
    await checkNotRolledBack(stored, store, witnesses).finally(() => store.close());
  } finally {
    await stored.close();
  }
};

/** Whether a folder has a ledger. */
export const hasLedger = (folder: string): boolean => existsSync(join(folder, dataFiles.ledger));
