/** The decider of contacts, as the desk has set it. */
export const CONTACTS = Symbol('contacts');

/** How the desk has set contacts. */
export const CONTACT_SETTINGS = Symbol('contact-settings');
