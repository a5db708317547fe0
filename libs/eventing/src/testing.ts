export * from './memory-event-store.js';
export * from './scenario.js';
