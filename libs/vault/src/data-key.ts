import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { macKey, type MacKey } from './mac.js';

/** Bytes of a secret. */
export const SECRET = 32;

/** The key under which one person's values are kept, ready for use. */
export interface DataKey {
  /** Names the key, and fixes it: no other key has the same one (AES-GCM alone does not fix its key). */
  readonly commitment: string;
  readonly cipher: KeyObject;
  readonly nonces: MacKey;
}

export const newSecret = (): Buffer => randomBytes(SECRET);

const derived = (secret: Uint8Array, use: string) =>
  createHmac('sha256', secret).update(`amends/vault/v1/${use}`).digest();

export const commitmentOf = (secret: Uint8Array): string =>
  derived(secret, 'commitment').toString('base64url');

export const dataKey = (secret: Uint8Array): DataKey => ({
  commitment: commitmentOf(secret),
  cipher: createSecretKey(derived(secret, 'cipher')),
  nonces: macKey(derived(secret, 'nonces')),
});
