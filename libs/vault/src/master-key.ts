import { canonical } from '#eventing';

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { keyIdOf, SECRET, type KeyName } from './data-key.js';

/** The key that wraps the keys of persons. */
export interface MasterKey {
  /** Names it without telling it: 8 bytes of hash, in hex. */
  readonly id: string;
  readonly key: KeyObject;
}

/** Keys are wrapped with `current`; those that `previous` ones wrapped can still be opened. */
export interface MasterKeys {
  readonly current: MasterKey;
  readonly previous: readonly MasterKey[];
}

const ID = 8;
const IV = 12;
const TAG = 16;

/** Bytes of a wrapped secret, always: which master key, iv, ciphertext, tag. */
export const WRAPPED: number = ID + IV + SECRET + TAG;

/** Bytes that no master key wraps: what a destroyed secret is overwritten with. */
export const NOTHING: Uint8Array = new Uint8Array(WRAPPED);

const bound = ({ person, key }: KeyName) => Buffer.from(canonical([person, key]));

export const masterKey = (secret: Uint8Array): MasterKey => {
  if (secret.length !== SECRET) throw new TypeError(`A master key has ${SECRET} bytes.`);
  const id = createHash('sha256').update('amends/master/v1').update(secret).digest('hex');
  return { id: id.slice(0, 2 * ID), key: createSecretKey(secret) };
};

/** Wraps a secret for the person whose it is; it opens for nobody else. */
export const wrap = (master: MasterKey, secret: Uint8Array, owner: KeyName): Buffer => {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', master.key, iv).setAAD(bound(owner));
  const parts = [cipher.update(secret), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([Buffer.from(master.id, 'hex'), iv, ...parts]);
};

export const wrappedBy = (wrapped: Uint8Array): string =>
  Buffer.from(wrapped.subarray(0, ID)).toString('hex');

const unwrap = (master: MasterKey, wrapped: Uint8Array, owner: KeyName): Buffer => {
  const iv = wrapped.subarray(ID, ID + IV);
  const decipher = createDecipheriv('aes-256-gcm', master.key, iv, { authTagLength: TAG });
  decipher.setAAD(bound(owner)).setAuthTag(wrapped.subarray(-TAG));
  return Buffer.concat([decipher.update(wrapped.subarray(ID + IV, -TAG)), decipher.final()]);
};

/** The secret again, by the master key that wrapped it. Throws when it is not this owner's. */
export const unwrapWith = (masters: MasterKeys, wrapped: Uint8Array, owner: KeyName): Buffer => {
  const id = wrappedBy(wrapped);
  const master = [masters.current, ...masters.previous].find((one) => one.id === id);
  if (!master) throw new Error(`A key is wrapped by the master key ${id}, which was not given.`);
  const secret = unwrap(master, wrapped, owner);
  if (keyIdOf(secret) !== owner.key) throw new Error('A key is not the one it is called.');
  return secret;
};
