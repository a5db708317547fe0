export * from './memory-vault.js';
export * from './vault.conformance.js';
export { masterOf } from './vault-places.fixture.js';
