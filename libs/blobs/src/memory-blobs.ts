import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Blob, Blobs, type Upload } from './blobs.port.js';
import { inspecting } from './inspection.js';

/** For tests: everything is lost when the process ends. */
export class MemoryBlobs extends Blobs {
  readonly #kept = new Map<string, Buffer>();

  override async put(
    content: Readable,
    claimed: string | undefined,
    allowed: Upload,
  ): Promise<Blob> {
    const { pieces, done } = inspecting(claimed, allowed);
    const bytes = await buffer(pieces(content));
    const blob = done();
    this.#kept.set(blob.sha256, bytes);
    return blob;
  }

  override async get(sha256: string): Promise<Readable | undefined> {
    const bytes = this.#kept.get(sha256);
    return bytes && Readable.from([bytes]);
  }

  override async remove(sha256: string): Promise<void> {
    this.#kept.delete(sha256);
  }
}
