export type { AttemptsEvent } from './attempts/attempts.events.js';
export type { ChangeEvent } from './change/change.events.js';
export type { CheckEvent } from './check/check.events.js';
export {
  identityChecks,
  identityChecksContext,
  type IdentityCheckSettings,
} from './identity-checks.context.js';
