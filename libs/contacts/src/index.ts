export * from './contact/contact.events.js';
export * from './leave/leave.events.js';
export { contacts } from './contacts.context.js';
