export { deskSettings, recordSettingsOf, type DeskConfig, ticketSettingsOf } from './settings.js';
export { deskViews, deskAgendas } from './contexts.js';
export { openStores, type Stores } from './stores.js';
export { type KeptLog, openLog, masterKeysFor } from './open-log.js';
export { eraserOf } from './eraser.js';
