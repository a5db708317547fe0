import { describe, expect, it } from '@jest/globals';
import { checkpointText, openCheckpoint, readCheckpoint, signCheckpoint } from './checkpoint.js';
import { COSIGNATURE, readVerifierKey, signerOf, verifierKey } from './note-key.js';
import { cosignatureLine, NoteRejected, openNote, signNote } from './signed-note.js';

/** The example of golang.org/x/mod/sumdb/note. */
const golang = {
  seed: 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  verifier: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text:
    'If you think cryptography is the answer to your problem,\n' +
    "then you don't know what your problem is.\n",
  signature:
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};

const seed = (byte: number) => Buffer.alloc(32, byte);
const log = signerOf('desk.example/acme', seed(1));
const next = signerOf('desk.example/acme', seed(2));
const stranger = signerOf('desk.example/acme', seed(3));
const witness = signerOf('witness.example', seed(4), COSIGNATURE);
const checkpoint = { origin: 'desk.example/acme', size: 12, root: Buffer.alloc(32, 9) };

describe('a signed note of C2SP', () => {
  it('is the published one for the published key', () => {
    const signer = signerOf('PeterNeumann', Buffer.from(golang.seed, 'base64').subarray(1));
    expect(verifierKey(signer)).toBe(golang.verifier);
    expect(signNote(golang.text, [signer])).toBe(`${golang.text}\n${golang.signature}`);
    const { text } = openNote(`${golang.text}\n${golang.signature}`, [
      readVerifierKey(golang.verifier),
    ]);
    expect(text).toBe(golang.text);
  });

  it('is opened with either key while one follows the other', () => {
    const note = signCheckpoint(checkpoint, [next, log]);
    expect(openCheckpoint(note, [log])).toEqual(checkpoint);
    expect(openCheckpoint(note, [next])).toEqual(checkpoint);
    expect(openNote(note, [log, next]).signedBy).toEqual([next, log]);
  });

  it('is rejected when nobody known has signed it', () =>
    expect(() => openNote(signNote('text\n', [stranger]), [log])).toThrow(NoteRejected));

  it('is rejected when a character of it has changed', () => {
    const note = signCheckpoint(checkpoint, [log]);
    const body = checkpointText(checkpoint).length;
    for (let at = 0; at < body; at++) {
      const changed = note.slice(0, at) + (note[at] === 'a' ? 'b' : 'a') + note.slice(at + 1);
      expect(() => openNote(changed, [log])).toThrow(NoteRejected);
    }
  });

  it('is rejected when the wrong signature is beside a good one', () => {
    const lines = signNote('other\n', [next]).split('\n\n')[1]!;
    expect(() => openNote(signNote('text\n', [log]) + lines, [log, next])).toThrow(NoteRejected);
  });

  it('takes a witness’s line with the time, and only for what the witness saw', () => {
    const text = checkpointText(checkpoint);
    const line = cosignatureLine(text, witness, 1_764_000_000);
    const note = signCheckpoint(checkpoint, [log]);
    expect(openNote(note + line, [log, witness]).signedBy).toEqual([log, witness]);
    expect(openNote(note + line, [log]).signedBy).toEqual([log]);
    const other = cosignatureLine(text.replace('12', '13'), witness, 1_764_000_000);
    expect(() => openNote(note + other, [log, witness])).toThrow(NoteRejected);
  });

  it.each(['', 'name', 'name+00000000+AQ==', golang.verifier.replace('c7', 'c8'), 'a b+1+2'])(
    'has keys in one form: %j is none',
    (text) => expect(() => readVerifierKey(text)).toThrow(TypeError),
  );

  it.each(['x\n-1\nAAAA\n', 'x\n01\n', `x\n1\n${Buffer.alloc(31).toString('base64')}\n`, ''])(
    'holds a checkpoint in one form: %j is none',
    (text) => expect(() => readCheckpoint(text)).toThrow(NoteRejected),
  );
});
