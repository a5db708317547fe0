import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const isDigest = (text: string) => /^[0-9a-f]{64}$/.test(text);

const placesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && isDigest(entry.name));
  return files.map(({ name }) => join(name.slice(0, 2), name));
};

/** Copies the bytes, flushed; answers with their hash. */
const copyBytes = async (from: string, to: string): Promise<string> => {
  const digest = createHash('sha256');
  const handle = await open(to, 'w', 0o600);
  try {
    await pipeline(createReadStream(from), async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) {
        digest.update(piece);
        await handle.writeFile(piece);
      }
    });
    await handle.sync();
  } finally {
    await handle.close();
  }
  return digest.digest('hex');
};

/** A file that is removed meanwhile is left out. */
const copyOne = async (from: string, to: string): Promise<string | undefined> => {
  await mkdir(dirname(to), { recursive: true });
  try {
    return await copyBytes(from, to);
  } catch (error) {
    await rm(to, { force: true });
    if (isMissing(error)) return undefined;
    throw error;
  }
};

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Copies every file of a `FolderBlobs` to another folder, also while files are added and removed.
 * Answers with their names. Throws when the bytes of one are not those that it is named after.
 */
export const copyBlobs = async (from: string, to: string): Promise<readonly string[]> => {
  const names: string[] = [];
  await mkdir(to, { recursive: true });
  for (const place of await placesIn(from)) {
    const name = place.slice(place.length - 64);
    const found = await copyOne(join(from, place), join(to, place));
    if (found !== undefined && found !== name)
      throw new Error(`${join(from, place)} is damaged: its bytes are not those of its name.`);
    if (found !== undefined) names.push(name);
  }
  return names;
};
