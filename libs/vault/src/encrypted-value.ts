import { canonical } from '#eventing';

import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { DataKey } from './data-key.js';
import { mac } from './mac.js';

/**
 * What stands in an event where a personal value was: AES-256-GCM under the person's key. `iv` is 12
 * bytes, `ct` the ciphertext and its 16 bytes of tag; all in base64url.
 */
export interface EncryptedValue {
  /** The version of this form. */
  readonly $enc: 1;
  /** The commitment of the key: it names the key, and no other key can pass for it. */
  readonly kc: string;
  readonly iv: string;
  readonly ct: string;
}

/** Where a value stands: sealed there, it opens nowhere else. */
export interface Place {
  readonly tenant: string;
  readonly stream: string;
  readonly revision: number;
  /** The event's id. */
  readonly id: string;
  /** JSON pointer (RFC 6901) into the event's data. */
  readonly pointer: string;
}

const CIPHER = 'aes-256-gcm';
const TAG = 16;
const BLOCK = 16;

export const isEncrypted = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, '$enc');

const bound = ({ tenant, stream, revision, id, pointer }: Place): Buffer =>
  Buffer.from(JSON.stringify(['amends/value/v1', tenant, stream, revision, id, pointer]));

/** Canonical JSON, with spaces up to a whole block: a length tells little about what was there. */
const plain = (value: unknown): Buffer => {
  const text = canonical(value);
  const over = Buffer.byteLength(text) % BLOCK;
  return Buffer.from(text + ' '.repeat((BLOCK - over) % BLOCK));
};

/** A value that is to be sealed, and where it stands in its event. */
export interface Part {
  readonly pointer: string;
  readonly value: unknown;
}

/**
 * Where nonces begin for the values of one person in one event: made from them and their places, so
 * that a repeated append has the same bytes, and one hash is enough for all of them.
 */
const seedOf = (key: DataKey, parts: readonly Uint8Array[]): Buffer =>
  mac(key.nonces, parts).subarray(0, 12);

const nonce = (seed: Buffer, index: number): Buffer => {
  const iv = Buffer.from(seed);
  iv.writeUInt32BE((iv.readUInt32BE(8) ^ index) >>> 0, 8);
  return iv;
};

const encrypt = (key: DataKey, iv: Buffer, text: Buffer, associated: Buffer): EncryptedValue => {
  const cipher = createCipheriv(CIPHER, key.cipher, iv).setAAD(associated);
  const encrypted = cipher.update(text);
  cipher.final();
  const ct = Buffer.concat([encrypted, cipher.getAuthTag()]).toString('base64url');
  return { $enc: 1, kc: key.commitment, iv: iv.toString('base64url'), ct };
};

/** Seals all values of one person in one event. */
export const encryptValues = (
  parts: readonly Part[],
  at: Omit<Place, 'pointer'>,
  key: DataKey,
): readonly EncryptedValue[] => {
  const associated = parts.map(({ pointer }) => bound({ ...at, pointer }));
  const texts = parts.map(({ value }) => plain(value));
  const seed = seedOf(
    key,
    parts.flatMap((_, index) => [associated[index]!, texts[index]!]),
  );
  return texts.map((text, index) => encrypt(key, nonce(seed, index), text, associated[index]!));
};

const SHAPE = { kc: /^[\w-]{43}$/, iv: /^[\w-]{16}$/, ct: /^[\w-]{22,}$/ } as const;

/** Whether an object has the form of a sealed value, and nothing besides. */
export const hasShape = (value: object): value is EncryptedValue => {
  const { $enc, ...rest } = value as Record<string, unknown>;
  if ($enc !== 1 || Object.keys(rest).length !== 3) return false;
  return (['kc', 'iv', 'ct'] as const).every((part) => {
    const text = Object.hasOwn(rest, part) && rest[part];
    return typeof text === 'string' && SHAPE[part].test(text);
  });
};

/** The value again. Throws for anything but what was sealed at this very place with this very key. */
export const decryptValue = (
  { kc, iv, ct }: EncryptedValue,
  place: Place,
  key: DataKey,
): unknown => {
  if (kc !== key.commitment) throw new Error('It was sealed with another key.');
  const bytes = Buffer.from(ct, 'base64url');
  if (bytes.toString('base64url') !== ct) throw new Error('Its ciphertext is not in its one form.');
  const decipher = createDecipheriv(CIPHER, key.cipher, Buffer.from(iv, 'base64url'), {
    authTagLength: TAG,
  });
  decipher.setAAD(bound(place)).setAuthTag(bytes.subarray(-TAG));
  const text = decipher.update(bytes.subarray(0, -TAG));
  decipher.final();
  return JSON.parse(text.toString('utf8')) as unknown;
};
