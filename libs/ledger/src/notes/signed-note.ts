import {
  COSIGNATURE,
  isKeyName,
  isSignature,
  type NoteSigner,
  type NoteVerifier,
  signature,
} from './note-key.js';

/** A note that nobody known has signed, or that is not what a known key has signed. */
export class NoteRejected extends Error {
  override readonly name = 'NoteRejected';
}

const MARK = '— ';

const line = ({ name, id }: NoteVerifier, signed: Uint8Array) =>
  `${MARK}${name} ${Buffer.concat([id, signed]).toString('base64')}\n`;

/** Signs a text, which ends in a line feed (C2SP signed-note). */
export const signNote = (text: string, signers: readonly NoteSigner[]): string => {
  if (!text.endsWith('\n')) throw new TypeError('A note ends in a line feed.');
  return `${text}\n${signers.map((signer) => line(signer, signature(signer, text))).join('')}`;
};

const cosigned = (text: string, seconds: number) => `cosignature/v1\ntime ${seconds}\n${text}`;

/** A witness's line to add to a note (C2SP tlog-cosignature): that it saw the text at that time. */
export const cosignatureLine = (text: string, signer: NoteSigner, seconds: number): string => {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  return line(signer, Buffer.concat([time, signature(signer, cosigned(text, seconds))]));
};

interface SignatureLine {
  readonly name: string;
  readonly id: Buffer;
  readonly signed: Buffer;
}

const readLine = (text: string): SignatureLine => {
  const [name = '', encoded = '', ...more] = text.slice(MARK.length).split(' ');
  const bytes = Buffer.from(encoded, 'base64');
  const isWhole = text.startsWith(MARK) && isKeyName(name) && more.length === 0;
  if (!isWhole || bytes.toString('base64') !== encoded || bytes.length < 5)
    throw new NoteRejected('A line of the note is no signature.');
  return { name, id: bytes.subarray(0, 4), signed: bytes.subarray(4) };
};

const holds = (verifier: NoteVerifier, text: string, { signed }: SignatureLine): boolean => {
  if (verifier.kind !== COSIGNATURE) return isSignature(verifier, text, signed);
  if (signed.length !== 72) return false;
  const seconds = Number(signed.readBigUInt64BE());
  return isSignature(verifier, cosigned(text, seconds), signed.subarray(8));
};

export interface OpenedNote {
  readonly text: string;
  /** Those of the verifiers that have signed it. */
  readonly signedBy: readonly NoteVerifier[];
}

/**
 * Opens a note. Signatures of keys that are not known are ignored. Throws `NoteRejected` when a
 * known key's signature is wrong, or none is there.
 */
export const openNote = (note: string, verifiers: readonly NoteVerifier[]): OpenedNote => {
  const end = note.lastIndexOf('\n\n') + 1;
  const [text, signatures] = [note.slice(0, end), note.slice(end + 1)];
  if (end < 1 || !signatures.endsWith('\n')) throw new NoteRejected('That is not a signed note.');
  const lines = signatures.slice(0, -1).split('\n').map(readLine);
  const signedBy = lines.flatMap((each) => {
    const own = verifiers.find(({ name, id }) => name === each.name && id.equals(each.id));
    if (own && !holds(own, text, each))
      throw new NoteRejected(`The signature of ${own.name} is not one of this text.`);
    return own ? [own] : [];
  });
  if (signedBy.length === 0) throw new NoteRejected('No key that is known has signed the note.');
  return { text, signedBy };
};
