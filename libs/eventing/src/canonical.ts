import { createHash } from 'node:crypto';
import type { Recorded } from './messages.js';

/** Content that has no canonical form: a bug in the caller, or hostile input that the edge let in. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
}

const text = (value: string): string => {
  if (!value.isWellFormed()) throw new NotCanonical('A lone surrogate has no UTF-8 form.');
  return JSON.stringify(value);
};

const number = (value: number): string => {
  if (!Number.isFinite(value)) throw new NotCanonical(`${value} is not a JSON number.`);
  return JSON.stringify(value);
};

const object = (value: object): string => {
  const record = value as Record<string, unknown>;
  const members = [];
  // The default sort compares UTF-16 code units, which is the order that RFC 8785 asks for.
  for (const key of Object.keys(record).toSorted())
    if (record[key] !== undefined) members.push(`${text(key)}:${canonical(record[key])}`);
  return `{${members.join(',')}}`;
};

/**
 * The canonical JSON of a value by RFC 8785 (JCS). Members that are `undefined` are left out, as in
 * JSON. Throws `NotCanonical` for what JSON cannot hold: NaN, infinities, lone surrogates, functions.
 */
export const canonical = (value: unknown): string => {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object') return object(value);
  throw new NotCanonical(`A ${typeof value} has no JSON form.`);
};

const LEAF = Buffer.of(0);

/** The hash of a Merkle tree's leaf, RFC 6962, 2.1: SHA-256(0x00 ‖ bytes). */
export const leafHash = (bytes: Uint8Array): Buffer =>
  createHash('sha256').update(LEAF).update(bytes).digest();

/** An event's exact bytes and their leaf hash: made here and nowhere else, stored as they are. */
export const seal = (event: Sealable): { readonly bytes: Buffer; readonly leaf: Buffer } => {
  const bytes = Buffer.from(canonical(event), 'utf8');
  return { bytes, leaf: leafHash(bytes) };
};

export type Sealable = Pick<
  Recorded,
  'id' | 'stream' | 'revision' | 'type' | 'schema' | 'data' | 'meta'
>;
