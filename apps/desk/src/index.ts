export { type Desk, openDesk } from './desk.js';
export {
  type DeskConfig,
  deskSettings,
  recordSettingsOf,
  ticketSettingsOf,
} from './desk-config.js';
export { deskViews } from './desk.views.js';
export { type KeptLog, openLog } from './kept-log.js';
export { openStores, type Stores } from './stores.js';
