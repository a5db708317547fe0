export { directory } from './directory.context.js';
export { attributeOf, saidByUser } from './import/user.mapping.js';
export { entryOf } from './scim/scim.mapping.js';
