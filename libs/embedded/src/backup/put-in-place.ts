import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { dataFiles } from '../data-files.js';
import { flushFolder } from './back-up.js';
import { beginReplacing, endReplacing } from './unfinished.js';

const { log, ledger, vault, views, keys, cursors, blobs } = dataFiles;

/** What is not restored is of the time that was lost: views, answers that were kept, cursors. */
const replacedFiles = [log, ledger, vault, views, keys].flatMap((name) => [
  name,
  `${name}-wal`,
  `${name}-shm`,
]);

const present = (folder: string) =>
  [...replacedFiles, cursors, blobs].filter((name) => existsSync(join(folder, name)));

const setAside = async (data: string): Promise<string | undefined> => {
  const names = present(data);
  if (names.length === 0) return undefined;
  const aside = join(data, `replaced-${new Date().toISOString().replaceAll(':', '-')}`);
  await mkdir(aside, { mode: 0o700 });
  for (const name of names) await rename(join(data, name), join(aside, name));
  return aside;
};

/**
 * Moves what was there aside and what was restored in its place. Until it is done no desk starts, so
 * an interruption anywhere is only one more restore.
 */
export const putInPlace = async (data: string, staged: string): Promise<string | undefined> => {
  await beginReplacing(data);
  const aside = await setAside(data);
  for (const name of await readdir(staged)) await rename(join(staged, name), join(data, name));
  await flushFolder(data);
  await endReplacing(data);
  await rm(staged, { recursive: true });
  return aside;
};
