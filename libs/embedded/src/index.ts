export { contextsOf } from './contexts.js';
export { eraserOf } from './eraser.js';
export { checkLedger } from './ledger.js';
export { masterKeysFor, type OpenedLog, openLog, upcastersIn } from './open-log.js';
export { type DeskConfig, deskSettings } from './settings.js';
export { openStores, type Stores, viewsOf } from './stores.js';
