import { canonical } from '#eventing';

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { commitmentOf, SECRET } from './data-key.js';

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

/** To whom a wrapped key belongs: it opens for nobody else. */
export interface Owner {
  readonly person: string;
  readonly commitment: string;
}

const bound = ({ person, commitment }: Owner) => Buffer.from(canonical([person, commitment]));

export const masterKey = (secret: Uint8Array): MasterKey => {
  if (secret.length !== SECRET) throw new TypeError(`A master key has ${SECRET} bytes.`);
  const id = createHash('sha256').update('amends/master/v1').update(secret).digest('hex');
  return { id: id.slice(0, 2 * ID), key: createSecretKey(secret) };
};

/** Wraps a secret for whom it belongs to; it opens for nobody else. */
export const wrap = (master: MasterKey, secret: Uint8Array, owner: Owner): Buffer => {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', master.key, iv).setAAD(bound(owner));
  const parts = [cipher.update(secret), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([Buffer.from(master.id, 'hex'), iv, ...parts]);
};

export const wrappedBy = (wrapped: Uint8Array): string =>
  Buffer.from(wrapped.subarray(0, ID)).toString('hex');

const unwrap = (master: MasterKey, wrapped: Uint8Array, owner: Owner): Buffer => {
  const iv = wrapped.subarray(ID, ID + IV);
  const decipher = createDecipheriv('aes-256-gcm', master.key, iv, { authTagLength: TAG });
  decipher.setAAD(bound(owner)).setAuthTag(wrapped.subarray(-TAG));
  return Buffer.concat([decipher.update(wrapped.subarray(ID + IV, -TAG)), decipher.final()]);
};

/** The secret again, by the master key that wrapped it. Throws when it is not this owner's. */
export const unwrapWith = (masters: MasterKeys, wrapped: Uint8Array, owner: Owner): Buffer => {
  const id = wrappedBy(wrapped);
  const master = [masters.current, ...masters.previous].find((one) => one.id === id);
  if (!master) throw new Error(`A key is wrapped by the master key ${id}, which was not given.`);
  const secret = unwrap(master, wrapped, owner);
  if (commitmentOf(secret) !== owner.commitment)
    throw new Error('A key is not the one it is called.');
  return secret;
};
