export * from './contact/contact.events.js';
export { contacts } from './contacts.context.js';
