export { ensure as directoryRules } from './entry/entry.rules.js';
export { importUserPolicy } from './import/import-user.policy.js';
export { entriesView } from './entries/entries.view.js';
export { directoryModule } from './directory.module.js';
export type { DirectoryEvent } from './entry/entry.events.js';
export { attributeOf, saidByUser } from './import/user.mapping.js';
export { entryOf } from './scim/scim.mapping.js';
