/** The decider of contacts, as the desk has set it. */
export const CONTACTS = Symbol('contacts');
