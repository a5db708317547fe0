export * from './backup-log.js';
export * from './checkpointer.js';
export * from './database.js';
export * from './fault.js';
export * from './lock-directory.js';
export * from './sqlite-event-store.js';
export * from './sqlite-view-store.js';
export * from './verify-log.js';
