export { idempotencyKeysConformance } from './idempotency-keys.conformance.js';
