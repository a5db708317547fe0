import { idempotencyKeysConformance } from './idempotency-keys.conformance.js';
import { MemoryIdempotencyKeys } from './memory-idempotency-keys.js';

idempotencyKeysConformance(async () => ({ keys: new MemoryIdempotencyKeys() }));
