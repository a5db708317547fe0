import { createHash } from 'node:crypto';
import type { Moment } from '#eventing';

/**
 * A UUIDv7 (RFC 9562, 5.7) of a moment in the past: 48 bits of time, twelve zero bits after the
 * version (as in commands' ids), and 60 bits of a SHA-256 over the parts. The same parts always
 * give the same id, on every machine.
 */
export const derivedId = (moment: Moment, ...parts: readonly string[]): string => {
  const time = Date.parse(moment).toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8${hash.slice(0, 3)}-${hash.slice(3, 15)}`;
};

const MAX_SLUG = 30;

/**
 * An id made from a name, the same for the same name; a hash if the name has characters that an id
 * cannot have.
 */
export const slugOf = (name: string): string => {
  const slug = name.toLowerCase().replaceAll(/\s+/g, '-');
  const isPlain = /^[a-z0-9][a-z0-9._-]*$/.test(slug) && slug.length <= MAX_SLUG;
  return isPlain ? slug : createHash('sha256').update(name).digest('hex').slice(0, 16);
};
