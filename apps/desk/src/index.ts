export { type Desk, openDesk } from './desk.js';
export { type DeskConfig, deskSettings, ticketSettingsOf } from './desk-config.js';
export { deskViews } from './desk.views.js';
export { openStores, type Stores } from './stores.js';
