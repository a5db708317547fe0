export * from './claim.js';
export * from './effective.js';
export * from './ladder.js';
export * from './place.js';
export * from './standing.js';
export * from './ledger.js';
