import { canonical } from '#eventing';
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { DataKey } from './data-key.js';

/**
 * What stands in an event where a personal value was: AES-256-GCM under the person's key. `iv` is 12
 * bytes, `ct` the ciphertext and its 16 bytes of tag; all in base64url.
 */
export interface Sealed {
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

export const isSealed = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, '$enc');

const bound = ({ tenant, stream, revision, id, pointer }: Place): Buffer =>
  Buffer.from(JSON.stringify(['amends/value/v1', tenant, stream, revision, id, pointer]));

/** Canonical JSON, with spaces up to a whole block: a length tells little about what was there. */
const plain = (value: unknown): Buffer => {
  const text = canonical(value);
  const over = Buffer.byteLength(text) % BLOCK;
  return Buffer.from(text + ' '.repeat((BLOCK - over) % BLOCK));
};

/** Made from the place and the value, so that a repeated append has the same bytes. */
const nonce = (key: DataKey, place: Buffer, text: Buffer): Buffer =>
  createHmac('sha256', key.nonces).update(place).update(text).digest().subarray(0, 12);

export const seal = (value: unknown, place: Place, key: DataKey): Sealed => {
  const associated = bound(place);
  const text = plain(value);
  const iv = nonce(key, associated, text);
  const cipher = createCipheriv(CIPHER, key.cipher, iv).setAAD(associated);
  const sealed = cipher.update(text);
  cipher.final();
  const ct = Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url');
  return { $enc: 1, kc: key.commitment, iv: iv.toString('base64url'), ct };
};

const SHAPE = { kc: /^[\w-]{43}$/, iv: /^[\w-]{16}$/, ct: /^[\w-]{22,}$/ } as const;

/** Whether an object has the form of a sealed value, and nothing besides. */
export const hasShape = (value: object): value is Sealed => {
  const { $enc, ...rest } = value as Record<string, unknown>;
  if ($enc !== 1 || Object.keys(rest).length !== 3) return false;
  return (['kc', 'iv', 'ct'] as const).every((part) => {
    const text = Object.hasOwn(rest, part) && rest[part];
    return typeof text === 'string' && SHAPE[part].test(text);
  });
};

/** The value again. Throws for anything but what was sealed at this very place with this very key. */
export const open = ({ kc, iv, ct }: Sealed, place: Place, key: DataKey): unknown => {
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
