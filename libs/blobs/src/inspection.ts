import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

import { blobRules } from './blob.rules.js';
import type { Blob, Upload } from './blobs.port.js';
import { essenceOf, looksLike, mayHold } from './media-type.js';

const HEAD = 16;

/** The same bytes, with at least `HEAD` of them in the first piece if there are that many. */
async function* headed(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (const piece of content) {
    head = head && Buffer.concat([head, piece]);
    if (head && head.length < HEAD) continue;
    yield head ?? piece;
    head = undefined;
  }
  if (head) yield head;
}

const checkFirst = (mediaType: string, first: Uint8Array) => {
  blobRules(first.length > 0, 'upload-empty');
  blobRules(looksLike(mediaType, first), 'upload-type');
};

/** Passes a file on piece by piece as long as it is allowed; `done` returns what it was. */
export const inspecting = (claimed: string | undefined, { limit, accepts }: Upload) => {
  const hash = createHash('sha256');
  const mediaType = essenceOf(claimed);
  let size = 0;
  async function* pieces(content: Readable): AsyncGenerator<Uint8Array> {
    blobRules(accepts(mediaType), 'upload-type');
    let head = new Uint8Array(0);
    for await (const piece of headed(content)) {
      if (size === 0) {
        checkFirst(mediaType, piece);
        head = Uint8Array.from(piece.subarray(0, HEAD));
      }
      size += piece.length;
      blobRules(size <= limit, 'too-large', { limit });
      blobRules(mayHold(mediaType, head, piece), 'upload-type');
      hash.update(piece);
      yield piece;
    }
  }
  const done = (): Blob => ({ sha256: hash.digest('hex'), size, mediaType });
  return { pieces, done };
};
