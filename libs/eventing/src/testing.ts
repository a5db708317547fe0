export * from './event-store.conformance.js';
export * from './memory-event-store.js';
export * from './scenario.js';
