import { copyDatabase } from '../connection/copy-database.js';
import { ledgerForm } from './ledger-schema.js';

/**
 * Backs up the ledger of a running or stopped server. Do it before the log is backed up: a log may be
 * newer than its ledger, and is refused when it is older.
 */
export const backupLedger = (source: string, target: string): Promise<void> =>
  copyDatabase(source, target, ledgerForm);
