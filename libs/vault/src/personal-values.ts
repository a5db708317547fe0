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

/** The event, as the beginning of a JSON list. */
const eventText = ({ tenant, stream, revision, id }: Place): string =>
  `${canonical(tenant)},${canonical(stream)},${revision},${canonical(id)}`;

/** The ciphertext is bound to its event, and to each commitment at its place. */
const associated = (event: string, key: string, commitments: readonly CommitmentPlace[]) => {
  let places = '';
  for (const { pointer, sha256 } of commitments)
    places += `${places && ','}[${canonical(pointer)},"${sha256}"]`;
  return Buffer.from(`["amends/personal/v1",${event},"${key}",[${places}]]`);
};

/** With spaces up to a whole block: a length tells little about what was there. */
const padded = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  const over = bytes.length % BLOCK;
  return over === 0 ? bytes : Buffer.from(text + ' '.repeat(BLOCK - over));
};

/**
 * One salt of 128 bits for each value, from a hash that is keyed by a part of the person's key: the
 * same for a repeated append, and beyond anybody's guess once the key is destroyed.
 */
const saltsOf = (key: DataKey, event: string, values: readonly string[]): readonly string[] => {
  const text = `[${event}]${values.join('')}`;
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
  const event = eventText(at);
  const texts = parts.map(({ value }) => canonical(value));
  const salts = saltsOf(key, event, texts);
  const commitments: CommitmentPlace[] = [];
  let disclosures = '';
  for (const [index, { pointer }] of parts.entries()) {
    const disclosure = disclosureOf(salts[index]!, pointer, texts[index]!);
    commitments.push({ pointer, sha256: commitmentTo(disclosure) });
    disclosures += `${disclosures && ','}${disclosure}`;
  }
  const text = padded(`[${disclosures}]`);
  return { ciphertext: encrypt(key, text, associated(event, key.id, commitments)), commitments };
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
  const text = decrypt(ciphertext, associated(eventText(at), ciphertext.key, commitments), key);
  return JSON.parse(text.toString('utf8')) as (readonly [string, string, unknown])[];
};

/** A disclosure as it was committed to. */
export const disclosureAgain = ([salt, pointer, value]: readonly [string, string, unknown]) =>
  disclosureOf(salt, pointer, canonical(value));
