import { createHmac, randomBytes } from 'node:crypto';

/** Bytes of a secret. */
export const SECRET = 32;

/** A key by its name, and whose it is. */
export interface KeyName {
  readonly person: string;
  /** The key's id. */
  readonly key: string;
}

/** The key under which one person's values are kept, ready for use. */
export interface DataKey {
  /**
   * Names the key, and fixes it: it is a commitment to the secret, so that no other key can pass for
   * it (XChaCha20-Poly1305 alone does not fix its key).
   */
  readonly id: string;
  readonly cipher: Uint8Array;
  readonly nonces: Uint8Array;
  readonly salts: Uint8Array;
}

export const newSecret = (): Buffer => randomBytes(SECRET);

const derived = (secret: Uint8Array, use: string) =>
  createHmac('sha256', secret).update(`amends/key/v1/${use}`).digest();

export const keyIdOf = (secret: Uint8Array): string => derived(secret, 'id').toString('base64url');

export const dataKey = (secret: Uint8Array): DataKey => ({
  id: keyIdOf(secret),
  cipher: derived(secret, 'cipher'),
  nonces: derived(secret, 'nonces'),
  salts: derived(secret, 'salts'),
});
