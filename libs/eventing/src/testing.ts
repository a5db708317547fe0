export * from './event-store.conformance.js';
export * from './hand-clock.js';
export * from './memory-event-store.js';
export * from './noted.conformance.js';
export * from './scenario.js';
export * from './view-store.conformance.js';
export * from './view-store.sample.conformance.js';
