import { canonical } from '#eventing';

import { hash } from 'node:crypto';
import { valueAt } from './pointer.js';

/**
 * One personal value of an event as it can be shown to somebody without a key: the canonical JSON of
 * salt, JSON pointer and value. Its SHA-256 stands where the value was.
 */
export type Disclosure = string;

/** What stands in an event's data where a personal value was. */
export interface Commitment {
  /** Which of the ciphertexts in the data's own `$personal` has the value. */
  readonly $personal: number;
  /** Hex of the SHA-256 of the disclosure's UTF-8. */
  readonly sha256: string;
}

const SHA256 = /^[0-9a-f]{64}$/;

/** What `$personal` marks, in the data itself and wherever a value was. */
export const isMarked = (value: unknown): value is { readonly $personal: unknown } =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, '$personal');

const isHex = (value: unknown) => typeof value === 'string' && SHA256.test(value);

/** Whether an object has the form of a commitment, and nothing besides. */
export const isCommitment = (value: object): value is Commitment => {
  if (Object.keys(value).length !== 2 || !('sha256' in value) || !isMarked(value)) return false;
  const { $personal, sha256 } = value as Partial<Commitment>;
  return Number.isSafeInteger($personal) && $personal! >= 0 && isHex(sha256);
};

/** `value` is canonical JSON. */
export const disclosureOf = (salt: string, pointer: string, value: string): Disclosure =>
  `["${salt}",${canonical(pointer)},${value}]`;

export const commitmentTo = (disclosure: Disclosure): string => hash('sha256', disclosure, 'hex');

/** What a disclosure shows. Throws for what is none. */
export const readDisclosure = (
  disclosure: Disclosure,
): { readonly pointer: string; readonly value: unknown } => {
  const [salt, pointer, value] = JSON.parse(disclosure) as unknown[];
  if (typeof salt === 'string' && typeof pointer === 'string') return { pointer, value };
  throw new TypeError('That is not a disclosure.');
};

/** Whether an event's data, as they are stored, hold the commitment to what is shown. */
export const isDisclosed = (data: unknown, disclosure: Disclosure): boolean => {
  const place = valueAt(data, readDisclosure(disclosure).pointer);
  return isMarked(place) && isCommitment(place) && place.sha256 === commitmentTo(disclosure);
};
