import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const stored = async (file: string): Promise<Buffer | undefined> => {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Thirty-two random bytes that stay the same: stored in the folder, readable by its owner only. */
export const storedSecret = async (folder: string, name: string): Promise<Buffer> => {
  await mkdir(folder, { recursive: true });
  const file = join(folder, name);
  const found = await stored(file);
  if (found?.length === 32) return found;
  const secret = randomBytes(32);
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
};
