/** What the command line shares with the desk; not the desk itself. */
export { deskSettings, ticketSettingsOf } from './desk.settings.js';
export { deskViews } from './desk.views.js';
