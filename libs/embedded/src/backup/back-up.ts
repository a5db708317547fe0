import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { copyBlobs } from '#blobs';
import {
  backupLedger,
  backupLog,
  type BackupProgress,
  backupVault,
  settleDatabase,
  type Verification,
} from '#sqlite';

import { dataFiles } from '../data-files.js';
import { type BackupManifest, blobList, digestOf, writeManifest } from './backup-manifest.js';
import { checkLedgerIn, hasLedger } from './check-ledger.js';
import { ensureRestored } from './unfinished.js';

export interface BackupSource {
  /** The data directory. */
  readonly data: string;
  /** The file of tombstones; empty for the one in the data directory. */
  readonly tombstones: string;
}

export const tombstonesOf = ({ data, tombstones }: BackupSource): string =>
  tombstones || join(data, dataFiles.tombstones);

export const flushFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};

/** The ledger before the log, so that it is not the newer one; then what the log's events need. */
const copyAll = async (source: BackupSource, folder: string, progress: BackupProgress) => {
  const from = (name: string) => join(source.data, name);
  const to = (name: string) => join(folder, name);
  const { ledger, log, vault, blobs, tombstones } = dataFiles;
  if (existsSync(from(ledger))) await backupLedger(from(ledger), to(ledger));
  const verified = await backupLog(from(log), to(log), progress);
  if (existsSync(from(vault))) await backupVault(from(vault), to(vault));
  const names = await copyBlobs(from(blobs), to(blobs));
  const remembered = tombstonesOf(source);
  if (existsSync(remembered)) await copyFile(remembered, to(tombstones));
  return { verified, names };
};

/** The ledger and the log belong together, and neither has a second file beside it. */
const checkTogether = async (folder: string) => {
  if (!hasLedger(folder)) return;
  await checkLedgerIn(folder, []);
  for (const name of [dataFiles.log, dataFiles.ledger]) settleDatabase(join(folder, name));
};

const digestsIn = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const { log, ledger, vault, tombstones } = dataFiles;
  const names = [log, ledger, vault, tombstones].filter((name) => existsSync(join(folder, name)));
  const digests = names.map(async (name) => [name, await digestOf(join(folder, name))] as const);
  return Object.fromEntries(await Promise.all(digests));
};

const manifestOf = async (
  folder: string,
  { events, streams, head }: Verification,
  names: readonly string[],
): Promise<BackupManifest> => ({
  form: 1,
  is: 'backup of Amends',
  at: new Date().toISOString(),
  events,
  streams,
  position: head,
  files: await digestsIn(folder),
  blobs: blobList(names),
});

const fill = async (source: BackupSource, partial: string, progress: BackupProgress) => {
  const { verified, names } = await copyAll(source, partial, progress);
  await checkTogether(partial);
  const manifest = await manifestOf(partial, verified, names);
  await writeManifest(partial, manifest);
  await flushFolder(partial);
  return manifest;
};

/**
 * Backs up the data directory of a running or stopped server into a new folder: log, ledger, keys of
 * persons, attachments and tombstones. The folder gets its name when every event in it has been
 * recomputed, the ledger agrees with the log, and every attachment is what its name says; until then
 * it is called `NAME.partial`.
 */
export const backUp = async (
  source: BackupSource,
  target: string,
  progress: BackupProgress = {},
): Promise<BackupManifest> => {
  ensureRestored(source.data);
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { mode: 0o700 });
  try {
    const manifest = await fill(source, partial, progress);
    await rename(partial, target);
    await flushFolder(dirname(target));
    return manifest;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
};
