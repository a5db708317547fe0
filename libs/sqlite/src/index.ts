export * from './checkpointer.js';
export * from './database.js';
export * from './fault.js';
export * from './sqlite-event-store.js';
