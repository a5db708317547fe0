export * from './log/conformance/event-store.conformance.js';
export * from './test-clock.js';
export * from './log/memory-event-store.js';
export * from './log/conformance/notes.fixture.js';
export * from './deciding/scenario.js';
export * from './views/conformance/view-store.conformance.js';
export * from './views/conformance/view-progress.conformance.js';
export * from './views/conformance/matters.fixture.js';
