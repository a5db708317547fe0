export * from './memory-vault.js';
export * from './vault.conformance.js';
