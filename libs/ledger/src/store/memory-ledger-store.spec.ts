import { ledgerStoreConformance } from './ledger-store.conformance.js';
import { MemoryLedgerStore } from './memory-ledger-store.js';

ledgerStoreConformance('memory', async () => {
  const store = new MemoryLedgerStore();
  return { store, reopen: async () => store, end: () => store.close() };
});
