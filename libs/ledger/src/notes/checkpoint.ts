import { HASH } from '../merkle/hashing.js';
import type { NoteSigner, NoteVerifier } from './note-key.js';
import { NoteRejected, openNote, signNote } from './signed-note.js';

/** What a log is at a moment (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** The name of the log. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;

export const signCheckpoint = (checkpoint: Checkpoint, signers: readonly NoteSigner[]): string =>
  signNote(checkpointText(checkpoint), signers);

/** Reads the text of a checkpoint; lines of extensions are passed over. Throws `NoteRejected`. */
export const readCheckpoint = (text: string): Checkpoint => {
  const [origin = '', size = '', encoded = ''] = text.split('\n');
  const root = Buffer.from(encoded, 'base64');
  const checkpoint = { origin, size: Number(size), root };
  const isOne = /^(?:0|[1-9]\d{0,15})$/.test(size) && root.length === HASH && origin !== '';
  if (!isOne || !text.startsWith(checkpointText(checkpoint)))
    throw new NoteRejected('That is not a checkpoint.');
  return checkpoint;
};

/** Opens a checkpoint that one of these keys has signed. Throws `NoteRejected` for any other. */
export const openCheckpoint = (note: string, verifiers: readonly NoteVerifier[]): Checkpoint =>
  readCheckpoint(openNote(note, verifiers).text);
