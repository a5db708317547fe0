export * from './store/ledger-store.conformance.js';
export * from './store/memory-ledger-store.js';
