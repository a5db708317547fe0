export {
  IdempotencyKeys,
  KEPT_FOR,
  type StoredResponse,
  type Reservation,
  type Reserved,
} from './idempotency-keys.port.js';
export { MemoryIdempotencyKeys } from './memory-idempotency-keys.js';
