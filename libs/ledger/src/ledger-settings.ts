import { HttpWitness } from './notary/http-witness.js';
import { readVerifierKey } from './notes/note-key.js';

const SEED = 32;

const seeds = (text: string): readonly Uint8Array[] =>
  text.split(',').map((part) => {
    const seed = Buffer.from(part.trim(), 'base64');
    if (seed.length === SEED) return seed;
    throw new TypeError('expected base64 of 32 bytes (openssl rand -base64 32)');
  });

const originName = (text: string): string => {
  if (/^[a-z0-9.:-]{1,100}(?:\/[a-z0-9._-]{1,50}){0,3}$/.test(text)) return text;
  throw new TypeError('expected a host and a path without a scheme, in lower case');
};

const witness = (text: string): HttpWitness => {
  const [url = '', key = '', ...more] = text.trim().split(/\s+/);
  if (!URL.canParse(url) || !/^https?:/.test(url) || more.length > 0)
    throw new TypeError('expected an address and a verifier key, with a space between');
  return new HttpWitness(url.replace(/\/$/, ''), readVerifierKey(key));
};

const witnesses = (text: string): readonly HttpWitness[] => text.split(',').map(witness);

const path = (text: string): string => text;

/** The settings of the ledger, for the table of an app that has one. */
export const ledgerSettings = {
  ledgerKeys: {
    env: 'AMENDS_LEDGER_KEY',
    read: seeds,
    otherwise: [] as readonly Uint8Array[],
    says: 'Base64 of the 32 bytes (an Ed25519 seed) that sign the checkpoints of the ledger; former ones after a comma sign too, until everybody has the new key. Not set: a file that is made, not in production.',
  },
  ledgerOrigin: {
    env: 'AMENDS_LEDGER_ORIGIN',
    read: originName,
    otherwise: 'amends.localhost/ledger',
    says: 'The name of the ledger, before `/` and the tenant: where it is served, without the scheme. Changed, it is another ledger.',
  },
  witnesses: {
    env: 'AMENDS_WITNESSES',
    read: witnesses,
    otherwise: [] as readonly HttpWitness[],
    says: 'Witnesses of others that cosign checkpoints (C2SP tlog-witness): an address and a verifier key each, with a space between; several with commas. Not set: none.',
  },
  ledgerWitness: {
    env: 'AMENDS_LEDGER_WITNESS',
    read: path,
    otherwise: '',
    says: 'A folder outside the data, for the last checkpoint of each tenant: a log that was restored from an older backup is noticed by it. Not set: no witness.',
  },
} as const;
