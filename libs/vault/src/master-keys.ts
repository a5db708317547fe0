import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSecret, SECRET } from './data-key.js';
import { type MasterKey, masterKey, type MasterKeys } from './master-key.js';

export interface MasterKeySettings {
  /** One key, or several separated by commas or lines: the current one first, then previous ones. */
  readonly keys?: string;
  /** A file with the same. */
  readonly file?: string;
  /** Where a key is made for development, if neither is given. */
  readonly folder: string;
  readonly production: boolean;
}

const parsed = (text: string): MasterKey => {
  const secret = Buffer.from(text, 'base64');
  if (secret.length === SECRET) return masterKey(secret);
  throw new TypeError(`A master key is base64 of ${SECRET} bytes.`);
};

/** Reads master keys: the current one first. Throws a `TypeError` that does not tell the text. */
export const masterKeysOf = (text: string): MasterKeys => {
  const [current, ...previous] = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(parsed);
  if (!current) throw new TypeError('There is no master key.');
  return { current, previous };
};

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

const madeIn = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (!isMissing(error)) throw error;
    const text = newSecret().toString('base64');
    writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true });
    return text;
  }
};

/**
 * The master keys of a deployment. In development one is made, in a file that only its owner reads;
 * in production that is refused, because a key that lies beside what it locks locks nothing.
 */
export const findMasterKeys = ({
  keys,
  file,
  folder,
  production,
}: MasterKeySettings): MasterKeys => {
  if (keys) return masterKeysOf(keys);
  if (file) return masterKeysOf(readFileSync(file, 'utf8'));
  if (production)
    throw new TypeError('In production AMENDS_MASTER_KEY or AMENDS_MASTER_KEY_FILE must be set.');
  return masterKeysOf(madeIn(join(folder, 'master-key')));
};
