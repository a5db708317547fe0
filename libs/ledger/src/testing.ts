export * from './store/write-leaves.fixture.js';
export * from './store/ledger-store.conformance.js';
export * from './store/memory-ledger-store.js';
export { WitnessServer } from './notary/witness-server.fixture.js';
