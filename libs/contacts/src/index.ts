export * from './contact/contact.events.js';
export * from './leave/leave.events.js';
export { type ContactRow, contactsView } from './contacts/contacts.view.js';
export { contacts } from './contacts.context.js';
