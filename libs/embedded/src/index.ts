export { deskSettings, recordSettingsOf, type DeskConfig, ticketSettingsOf } from './settings.js';
export { embeddedViews, embeddedPolicies } from './contexts.js';
export { openStores, type Stores } from './stores.js';
export { type OpenedLog, openLog, masterKeysFor } from './open-log.js';
export { eraserOf } from './eraser.js';
