import { createHash } from 'node:crypto';
import type { Moment } from '#eventing';

/**
 * A UUIDv7 (RFC 9562, 5.7) of a moment in the past: 48 bits of time, the twelve bits after the
 * version zero, as commands' ids have them, and 60 bits of a SHA-256 over the parts. The same parts
 * always make the same id, on every machine.
 */
export const derivedId = (moment: Moment, ...parts: readonly string[]): string => {
  const time = Date.parse(moment).toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8${hash.slice(0, 3)}-${hash.slice(3, 15)}`;
};
