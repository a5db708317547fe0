import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { canonical } from '#eventing';

/** A folder that is no backup, or not the one that was made. Its message is a sentence. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault';
}

/** What a backup consists of. It is written last, so a folder with it is whole. */
export interface BackupManifest {
  readonly form: 1;
  readonly is: 'backup of Amends';
  /** When it was made. */
  readonly at: string;
  /** What is in its log. */
  readonly events: number;
  readonly streams: number;
  readonly position: number;
  /** The SHA-256 of each file, in hex. */
  readonly files: Readonly<Record<string, string>>;
  /** The attachments: their names are their hashes. */
  readonly blobs: BlobList;
}

export interface BlobList {
  readonly count: number;
  /** The SHA-256 of their names in order, a line each. */
  readonly sha256: string;
}

const NAME = 'backup.json';

export const digestOf = async (file: string): Promise<string> => {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file), digest);
  return digest.digest('hex');
};

export const blobList = (names: readonly string[]): BlobList => {
  const lines = names.toSorted().map((name) => `${name}\n`);
  return {
    count: names.length,
    sha256: createHash('sha256').update(lines.join('')).digest('hex'),
  };
};

export const writeManifest = async (folder: string, manifest: BackupManifest): Promise<void> =>
  writeFile(join(folder, NAME), `${canonical(manifest)}\n`, { flush: true });

const parsed = (text: string): Partial<BackupManifest> => {
  try {
    return Object(JSON.parse(text)) as Partial<BackupManifest>;
  } catch {
    return {};
  }
};

/** Throws `BackupFault` for a folder that has none. */
export const readManifest = async (folder: string): Promise<BackupManifest> => {
  const text = await readFile(join(folder, NAME), 'utf8').catch(() => '');
  const manifest = parsed(text);
  if (manifest.is === 'backup of Amends' && manifest.form === 1) return manifest as BackupManifest;
  throw new BackupFault(
    `${folder} is not a backup that this program reads: it has no ${NAME} in form 1.`,
  );
};
