export { access } from './access.context.js';
export * from './api-key/api-key.events.js';
export { accessRules, apiKeyDecider, type ApiKeyCommand } from './api-key/api-key.decider.js';
export { apiKeyView, type ApiKeyRow } from './api-key/api-key.view.js';
export * from './api-key/stored-api-keys.reader.js';
