import sodium from 'sodium-native';
import type { DataKey } from './data-key.js';

/** XChaCha20-Poly1305 with a nonce of 24 bytes; the ciphertext ends in a tag of 16. */
export const CIPHER = 'XC20P';

/** The values of one person in one event, encrypted under one key; bytes in base64url. */
export interface Ciphertext {
  readonly enc: typeof CIPHER;
  /** The id of the key. */
  readonly key: string;
  readonly iv: string;
  readonly ct: string;
}

const NONCE = 24;
const TAG = 16;

/**
 * The nonce is made from the text, so that a repeated append has the same bytes, and two different
 * texts never share one. No text is encrypted in two places: the salts in it are made from the place.
 */
export const encrypt = (key: DataKey, text: Uint8Array, associated: Uint8Array): Ciphertext => {
  const nonce = Buffer.allocUnsafe(NONCE);
  sodium.crypto_generichash(nonce, text, key.nonces);
  const bytes = Buffer.allocUnsafe(text.length + TAG);
  sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    bytes,
    text,
    associated,
    null,
    nonce,
    key.cipher,
  );
  const [iv, ct] = [nonce.toString('base64url'), bytes.toString('base64url')];
  return { enc: CIPHER, key: key.id, iv, ct };
};

const bytesOf = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new Error('It is not in its one form.');
  return bytes;
};

/** The text again. Throws for anything but what was encrypted with this key and these associates. */
export const decrypt = (ciphertext: Ciphertext, associated: Uint8Array, key: DataKey): Buffer => {
  if (ciphertext.key !== key.id) throw new Error('It was encrypted with another key.');
  const bytes = bytesOf(ciphertext.ct);
  const text = Buffer.allocUnsafe(bytes.length - TAG);
  sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
    text,
    null,
    bytes,
    associated,
    bytesOf(ciphertext.iv),
    key.cipher,
  );
  return text;
};

const SHAPE = { key: /^[\w-]{43}$/, iv: /^[\w-]{32}$/, ct: /^[\w-]{22,}$/ } as const;

/** Whether a value has the form of a ciphertext of a cipher that we know, and nothing besides. */
export const isCiphertext = (value: unknown): value is Ciphertext => {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 4) return false;
  const own = value as Record<string, unknown>;
  if (own['enc'] !== CIPHER) return false;
  return (['key', 'iv', 'ct'] as const).every((part) => {
    const text = Object.hasOwn(own, part) && own[part];
    return typeof text === 'string' && SHAPE[part].test(text);
  });
};
