import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { blobsConformance } from './blobs.conformance.js';
import { FolderBlobs } from './folder-blobs.js';
import { MemoryBlobs } from './memory-blobs.js';

describe('in memory', () => blobsConformance(async () => new MemoryBlobs()));

describe('in a folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'amends-blobs-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  blobsConformance(() => FolderBlobs.open(folder));

  it('leaves nothing half done behind', async () => {
    const blobs = await FolderBlobs.open(folder);
    const text = Readable.from([Buffer.from('not a picture at all')]);
    const upload = { limit: 100, accepts: () => true };
    await expect(blobs.put(text, 'image/png', upload)).rejects.toThrow();
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });
});
