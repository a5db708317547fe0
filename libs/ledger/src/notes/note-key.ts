import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

/** Kinds of signatures (C2SP signed-note): by a log, and a witness's with the time. */
export const ED25519 = 1;
export const COSIGNATURE = 4;

/** Who can check a signature, as a verifier key (C2SP signed-note) says it. */
export interface NoteVerifier {
  readonly name: string;
  readonly id: Buffer;
  readonly kind: number;
  readonly publicKey: Buffer;
}

/** Who can sign: a name, and an Ed25519 key. */
export interface NoteSigner extends NoteVerifier {
  readonly privateKey: KeyObject;
}

const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

const LENGTH = 32;

/** A name has no plus and no space, because both end it in a key or a signature line. */
export const isKeyName = (name: string): boolean => /^[^+\s\p{C}]{1,255}$/u.test(name);

const idOf = (name: string, kind: number, publicKey: Uint8Array): Buffer =>
  hash(
    'sha256',
    Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(kind), publicKey]),
    'buffer',
  ).subarray(0, 4);

/** A signer of a seed of 32 bytes. */
export const signerOf = (name: string, seed: Uint8Array, kind = ED25519): NoteSigner => {
  if (seed.length !== LENGTH || !isKeyName(name)) throw new TypeError('That is not a key.');
  const der = Buffer.concat([PRIVATE, seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const publicKey = spki.subarray(PUBLIC.length);
  return { name, id: idOf(name, kind, publicKey), kind, publicKey, privateKey };
};

export const signature = ({ privateKey }: NoteSigner, message: string): Buffer =>
  sign(null, Buffer.from(message), privateKey);

export const isSignature = (
  { publicKey }: NoteVerifier,
  message: string,
  signed: Uint8Array,
): boolean => {
  const der = Buffer.concat([PUBLIC, publicKey]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return signed.length === 64 && verify(null, Buffer.from(message), key, signed);
};

/** `name+id+key`: what is given to those who verify. */
export const verifierKey = ({ name, id, kind, publicKey }: NoteVerifier): string =>
  `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(kind), publicKey]).toString('base64')}`;

/** Reads a verifier key. Throws `TypeError` for what is none, or of a kind that is not known. */
export const readVerifierKey = (text: string): NoteVerifier => {
  const [name = '', , ...rest] = text.split('+');
  const bytes = Buffer.from(rest.join('+'), 'base64');
  const [kind, publicKey] = [bytes[0] ?? 0, bytes.subarray(1)];
  const verifier = { name, id: idOf(name, kind, publicKey), kind, publicKey };
  if (isUsable(verifier) && verifierKey(verifier) === text) return verifier;
  throw new TypeError('That is not a verifier key.');
};

const isUsable = ({ name, kind, publicKey }: NoteVerifier): boolean =>
  [ED25519, COSIGNATURE].includes(kind) && publicKey.length === LENGTH && isKeyName(name);
