export { access } from './access.context.js';
export * from './api-key/api-key.events.js';
export * from './api-key/stored-api-keys.reader.js';
