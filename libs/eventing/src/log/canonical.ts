import { hash } from 'node:crypto';

/** Content that has no canonical form: a bug in the caller, or hostile input that the edge let in. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
}

/** Printable ASCII without quote and backslash is its own JSON form; most ids and words are. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

const text = (value: string): string => {
  if (PLAIN.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new NotCanonical('A lone surrogate has no UTF-8 form.');
  return JSON.stringify(value);
};

const number = (value: number): string => {
  if (!Number.isFinite(value)) throw new NotCanonical(`${value} is not a JSON number.`);
  return JSON.stringify(value);
};

const array = (values: readonly unknown[]): string => {
  let members = '';
  for (const value of values) members += `${members && ','}${canonical(value)}`;
  return `[${members}]`;
};

/** `<` and the default sort compare UTF-16 code units, which is the order that RFC 8785 asks for. */
const keysOf = (record: object): string[] => {
  const keys = Object.keys(record);
  const sorted = keys.every((key, index) => index === 0 || keys[index - 1]! < key);
  return sorted ? keys : keys.toSorted();
};

const object = (value: object): string => {
  const record = value as Record<string, unknown>;
  if (typeof record['toJSON'] === 'function') throw new NotCanonical('Only plain JSON is kept.');
  let members = '';
  for (const key of keysOf(record)) {
    const member = record[key];
    if (member !== undefined) members += `${members && ','}${text(key)}:${canonical(member)}`;
  }
  return `{${members}}`;
};

/**
 * The canonical JSON of a value by RFC 8785 (JCS). Members that are `undefined` are left out, as in
 * JSON. Throws `NotCanonical` for what JSON cannot hold: NaN, infinities, lone surrogates, functions,
 * dates and others that would turn into something else.
 */
export const canonical = (value: unknown): string => {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return array(value);
  if (typeof value === 'object') return object(value);
  throw new NotCanonical(`A ${typeof value} has no JSON form.`);
};

const LEAF = Buffer.of(0);

/** The hash of a Merkle tree's leaf, RFC 6962, 2.1: SHA-256(0x00 ‖ bytes). */
export const leafHash = (bytes: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([LEAF, bytes]), 'buffer');
