import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Blob, Blobs, type Upload } from './blobs.port.js';
import { inspecting } from './inspection.js';

const synced = async (folder: string) => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const write = async (file: string, pieces: AsyncIterable<Uint8Array>) => {
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const piece of pieces) await handle.writeFile(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

const isDigest = (text: string) => /^[0-9a-f]{64}$/.test(text);

/** Files in a folder, named by their hash: `ab/ab12…`. Incomplete ones are in `incoming`. */
export class FolderBlobs extends Blobs {
  private constructor(private readonly folder: string) {
    super();
  }

  /** Creates the folder if it is missing, and deletes uploads that were never completed. */
  static async open(folder: string): Promise<FolderBlobs> {
    const incoming = join(folder, 'incoming');
    await rm(incoming, { recursive: true, force: true });
    await mkdir(incoming, { recursive: true });
    return new FolderBlobs(folder);
  }

  override async put(
    content: Readable,
    claimed: string | undefined,
    allowed: Upload,
  ): Promise<Blob> {
    const { pieces, done } = inspecting(claimed, allowed);
    const arriving = join(this.folder, 'incoming', randomUUID());
    try {
      await write(arriving, pieces(content));
      const blob = done();
      await this.#settle(arriving, blob.sha256);
      return blob;
    } finally {
      await rm(arriving, { force: true });
    }
  }

  override async get(sha256: string): Promise<Readable | undefined> {
    if (!isDigest(sha256)) return undefined;
    const file = this.#placeOf(sha256);
    return (await exists(file)) ? createReadStream(file) : undefined;
  }

  override async remove(sha256: string): Promise<void> {
    if (!isDigest(sha256)) return;
    const place = this.#placeOf(sha256);
    if (!(await exists(place))) return;
    await rm(place);
    await synced(dirname(place));
  }

  async #settle(arriving: string, sha256: string) {
    const place = this.#placeOf(sha256);
    await mkdir(dirname(place), { recursive: true });
    await rename(arriving, place);
    await synced(dirname(place));
    await synced(this.folder);
  }

  #placeOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}
