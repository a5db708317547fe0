export { identityChecks, identityChecksContext } from './identity-checks.context.js';
