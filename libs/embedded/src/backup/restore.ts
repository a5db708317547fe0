import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { copyBlobs } from '#blobs';
import { lockDirectory, mastersOf, type OnProgress, resumeLog, verifyLog } from '#sqlite';
import { TombstoneFile } from '#vault';

import { dataFiles } from '../data-files.js';
import { witnessesOf } from '../ledger.js';
import { masterKeysFor } from '../open-log.js';
import type { DeskConfig } from '../settings.js';
import { tombstonesOf } from './back-up.js';
import {
  BackupFault,
  type BackupManifest,
  blobList,
  digestOf,
  readManifest,
} from './backup-manifest.js';
import { checkLedgerIn } from './check-ledger.js';
import { firstAfterRestore, headOf } from './first-position.js';
import { putInPlace } from './put-in-place.js';

type RestoreConfig = Pick<
  DeskConfig,
  'data' | 'environment' | 'masterKey' | 'masterKeyFile' | 'tombstones' | 'ledgerWitness'
>;

export interface RestoreWishes {
  /** Leaves the ledger of the backup out: what came later is lost for good, and a new one begins. */
  readonly newLedger: boolean;
  /** Called with events while it verifies. */
  readonly verifying?: OnProgress;
}

export interface Restored {
  readonly manifest: BackupManifest;
  /** Where what was in the data directory before is kept; nothing, where it was empty. */
  readonly replaced?: string;
  /** The position of the last event of the log that was replaced. */
  readonly headBefore: number;
  /** The position of the first event from now on. */
  readonly first: number;
}

const fault = (what: string) => new BackupFault(`The backup is not what was written: ${what}`);

/** Every file is copied first and checked in the copy, so that nothing can change between. */
const copyIn = async (source: string, staged: string, { files, blobs }: BackupManifest) => {
  for (const [name, digest] of Object.entries(files)) {
    const isThere = existsSync(join(source, name));
    if (isThere) await copyFile(join(source, name), join(staged, name));
    if (!isThere || (await digestOf(join(staged, name))) !== digest)
      throw fault(`${name} is missing or has changed.`);
  }
  const names = await copyBlobs(join(source, dataFiles.blobs), join(staged, dataFiles.blobs));
  if (blobList(names).sha256 !== blobs.sha256)
    throw fault(`${names.length} attachments of ${blobs.count} are there, or others.`);
};

const checkLog = async (staged: string, verifying: OnProgress = () => {}) => {
  const { damage } = await verifyLog(join(staged, dataFiles.log), verifying);
  const [first] = damage;
  if (first) throw fault(`position ${first.position}: ${first.fault}.`);
};

const checkMasters = (staged: string, config: RestoreConfig) => {
  const file = join(staged, dataFiles.vault);
  if (!existsSync(file)) return;
  const { current, previous } = masterKeysFor(config);
  const given = new Set([current, ...previous].map(({ id }) => id));
  const missing = mastersOf(file).filter((id) => !given.has(id));
  if (missing.length > 0)
    throw new BackupFault(
      `The keys of persons need the master key ${missing.join(', ')}, which was not given: set ` +
        'AMENDS_MASTER_KEY, or bring the development file master-key into the data directory.',
    );
};

/** What is remembered here stays: persons who were erased since are erased again at the start. */
const addTombstones = (staged: string, config: RestoreConfig) => {
  const file = join(staged, dataFiles.tombstones);
  if (!existsSync(file)) return;
  const here = new TombstoneFile(tombstonesOf(config));
  const known = new Set(here.all().map(({ key }) => key));
  here.add(new TombstoneFile(file).all().filter(({ key }) => !known.has(key)));
};

/** Everything that is wrong is found before anything in the data directory is changed. */
const stage = async (source: string, config: RestoreConfig, wishes: RestoreWishes) => {
  const staged = join(config.data, dataFiles.restoring);
  await rm(staged, { recursive: true, force: true });
  await mkdir(staged, { mode: 0o700 });
  const manifest = await readManifest(source);
  await copyIn(source, staged, manifest);
  await checkLog(staged, wishes.verifying);
  checkMasters(staged, config);
  if (wishes.newLedger) await rm(join(staged, dataFiles.ledger), { force: true });
  else await checkLedgerIn(staged, witnessesOf(config));
  return { staged, manifest };
};

const restoreUnder = async (
  source: string,
  config: RestoreConfig,
  wishes: RestoreWishes,
): Promise<Restored> => {
  const { staged, manifest } = await stage(source, config, wishes);
  const headBefore = headOf(join(config.data, dataFiles.log));
  const first = firstAfterRestore(Math.max(headBefore, manifest.position), Date.now());
  resumeLog(join(staged, dataFiles.log), first);
  addTombstones(staged, config);
  await rm(join(staged, dataFiles.tombstones), { force: true });
  const replaced = await putInPlace(config.data, staged);
  return { manifest, headBefore, first, ...(replaced && { replaced }) };
};

/**
 * Puts a backup in the place of what a data directory contains, which is kept beside it. Throws
 * `DirectoryInUse`, `BackupFault` for what is not the backup that was made, and `RolledBack` when it
 * is older than what a witness holds; then nothing has changed.
 */
export const restore = async (
  source: string,
  config: RestoreConfig,
  wishes: RestoreWishes,
): Promise<Restored> => {
  await mkdir(config.data, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(config.data);
  try {
    return await restoreUnder(source, config, wishes);
  } finally {
    await rm(join(config.data, dataFiles.restoring), { recursive: true, force: true });
    lock.release();
  }
};
