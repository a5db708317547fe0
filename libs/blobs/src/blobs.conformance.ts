import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Blobs } from './blobs.port.js';

const allowed = {
  limit: 100,
  accepts: (media: string) => ['image/png', 'text/plain'].includes(media),
};
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const refusal = (code: string) => ({ code: `http.${code}` });

async function* broken() {
  yield Buffer.from('the beginning of a text');
  throw new Error('The line went dead.');
}

export const blobsConformance = (make: () => Promise<Blobs>) =>
  describe('the blobs', () => {
    let blobs: Blobs;
    beforeEach(async () => {
      blobs = await make();
    });
    const put = async (type: string | undefined, ...pieces: (Buffer | string)[]) =>
      blobs.put(Readable.from(pieces.map((piece) => Buffer.from(piece))), type, allowed);

    it('give back the bytes under their hash', async () => {
      const blob = await put('text/plain; charset=utf-8', 'الطابعة ', 'لا تعمل');
      const bytes = Buffer.from('الطابعة لا تعمل');
      expect(blob).toEqual({
        sha256: createHash('sha256').update(bytes).digest('hex'),
        size: bytes.length,
        mediaType: 'text/plain',
      });
      expect(await buffer((await blobs.get(blob.sha256))!)).toEqual(bytes);
    });

    it('keep the same bytes once', async () => {
      expect(await put('image/png', png)).toEqual(await put('image/png', png));
    });

    it('are gone when they are removed, once or twice', async () => {
      const { sha256 } = await put('image/png', png);
      await blobs.remove(sha256);
      await blobs.remove(sha256);
      expect(await blobs.get(sha256)).toBeUndefined();
    });

    it('recognize a type though it arrives byte by byte', async () => {
      const blob = await put('image/png', ...[...png].map((byte) => Buffer.of(byte)));
      expect(blob.size).toBe(png.length);
    });

    it('keep a text in UTF-16, which has zeros in it', async () => {
      const text = Buffer.from('\ufeffconnection lost', 'utf16le');
      const blob = await put('text/plain', text.subarray(0, 20), text.subarray(20));
      expect(blob.size).toBe(text.length);
    });

    it('accept exactly the limit and no more', async () => {
      expect((await put('text/plain', 'a'.repeat(100))).size).toBe(100);
      await expect(put('text/plain', 'a'.repeat(60), 'a'.repeat(41))).rejects.toMatchObject(
        refusal('too-large'),
      );
    });

    it.each([
      ['an empty file', 'text/plain', '', 'upload-empty'],
      ['a type that is not allowed', 'text/html', '<p>', 'upload-type'],
      ['no type', undefined, 'a', 'upload-type'],
      ['a text that claims to be a picture', 'image/png', 'hello, this is text', 'upload-type'],
      [
        'a program that claims to be a text',
        'text/plain',
        '\u007fELF\0\0\0\0\0\0\0\0\0\0',
        'upload-type',
      ],
    ])('refuse %s', async (_, type, content, code) => {
      await expect(put(type, content)).rejects.toMatchObject(refusal(code));
    });

    it('keep nothing of a file that broke off', async () => {
      const sending = blobs.put(Readable.from(broken()), 'text/plain', allowed);
      await expect(sending).rejects.toThrow('The line went dead.');
      const hash = createHash('sha256').update('the beginning of a text').digest('hex');
      expect(await blobs.get(hash)).toBeUndefined();
    });

    it('have nothing under another name', async () => {
      expect(await blobs.get('0'.repeat(64))).toBeUndefined();
      expect(await blobs.get('../secrets')).toBeUndefined();
    });
  });
