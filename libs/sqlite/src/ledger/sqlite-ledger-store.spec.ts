import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerStoreConformance } from '#ledger/testing';

import { SqliteLedgerStore } from './sqlite-ledger-store.js';

ledgerStoreConformance('a SQLite file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'amends-ledger-'));
  const file = join(folder, 'ledger.db');
  let store = SqliteLedgerStore.open(file);
  return {
    store,
    reopen: async () => {
      await store.close();
      return (store = SqliteLedgerStore.open(file));
    },
    end: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
