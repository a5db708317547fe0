import { canonical } from '#eventing';

import sodium from 'sodium-native';
import { type Ciphertext, decrypt, encrypt } from './ciphertext.js';
import type { DataKey } from './data-key.js';
import { commitmentTo, disclosureOf } from './disclosure.js';

/** The event whose values they are: encrypted there, they open nowhere else. */
export interface Place {
  readonly tenant: string;
  readonly stream: string;
  readonly revision: number;
  /** The event's id. */
  readonly id: string;
}

/** A value that is to be encrypted, and where it stands in its event. */
export interface Part {
  readonly pointer: string;
  readonly value: unknown;
}

/** Where a commitment stands. */
export interface CommitmentPlace {
  readonly pointer: string;
  readonly sha256: string;
}

export interface EncryptedValues {
  readonly ciphertext: Ciphertext;
  /** In the order of the values. */
  readonly commitments: readonly CommitmentPlace[];
}

const BLOCK = 16;
const SALT = 16;
/** Salts that one hash makes. */
const SALTS = 4;

const eventOf = ({ tenant, stream, revision, id }: Place) => [tenant, stream, revision, id];

/** The ciphertext is bound to its event, and to each commitment at its place. */
const associated = (at: Place, key: string, commitments: readonly CommitmentPlace[]): Buffer => {
  const places = commitments.map(({ pointer, sha256 }) => [pointer, sha256]);
  return Buffer.from(canonical(['amends/personal/v1', ...eventOf(at), key, places]));
};

/** With spaces up to a whole block: a length tells little about what was there. */
const padded = (text: string): Buffer => {
  const over = Buffer.byteLength(text) % BLOCK;
  return Buffer.from(text + ' '.repeat((BLOCK - over) % BLOCK));
};

/**
 * One salt of 128 bits for each value, from a hash that is keyed by a part of the person's key: the
 * same for a repeated append, and beyond anybody's guess once the key is destroyed.
 */
const saltsOf = (key: DataKey, at: Place, values: readonly string[]): readonly string[] => {
  const text = `${canonical(eventOf(at))}${values.join('')}`;
  const output = Buffer.allocUnsafe(SALT * SALTS);
  return values.map((_, index) => {
    const within = index % SALTS;
    if (within === 0)
      sodium.crypto_generichash(output, Buffer.from(`${index / SALTS}${text}`), key.salts);
    return output.toString('base64url', within * SALT, (within + 1) * SALT);
  });
};

/** Encrypts all values of one person in one event, which are in the order of their pointers. */
export const encryptValues = (parts: readonly Part[], at: Place, key: DataKey): EncryptedValues => {
  const texts = parts.map(({ value }) => canonical(value));
  const salts = saltsOf(key, at, texts);
  const disclosures = parts.map(({ pointer }, index) =>
    disclosureOf(salts[index]!, pointer, texts[index]!),
  );
  const commitments = parts.map(({ pointer }, index) => ({
    pointer,
    sha256: commitmentTo(disclosures[index]!),
  }));
  const text = padded(`[${disclosures.join(',')}]`);
  return { ciphertext: encrypt(key, text, associated(at, key.id, commitments)), commitments };
};

/**
 * The disclosures of the values again. Throws for anything but what was encrypted in this very event
 * with this very key, beside these commitments at these places.
 */
export const decryptDisclosures = (
  ciphertext: Ciphertext,
  commitments: readonly CommitmentPlace[],
  at: Place,
  key: DataKey,
): readonly (readonly [salt: string, pointer: string, value: unknown])[] => {
  const text = decrypt(ciphertext, associated(at, ciphertext.key, commitments), key);
  return JSON.parse(text.toString('utf8')) as (readonly [string, string, unknown])[];
};

/** A disclosure as it was committed to. */
export const disclosureAgain = ([salt, pointer, value]: readonly [string, string, unknown]) =>
  disclosureOf(salt, pointer, canonical(value));
