import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idempotencyKeysConformance } from '#idempotency/testing';

import { SqliteIdempotencyKeys } from './sqlite-idempotency-keys.js';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fresh = () => join(folder, `keys-${(files += 1)}.db`);

/** The files as a crash would leave them: copied while they are open. */
const afterCrash = async (file: string) => {
  const left = fresh();
  await copyFile(file, left);
  await copyFile(`${file}-wal`, `${left}-wal`);
  return SqliteIdempotencyKeys.open(left);
};

idempotencyKeysConformance(async () => {
  const file = fresh();
  const keys = SqliteIdempotencyKeys.open(file);
  return { keys, again: () => afterCrash(file) };
});

describe('on the disk', () => {
  const reservation = { key: 'c'.repeat(64), fingerprint: 'f', now: Date.parse('2026-11-22') };

  it('is durable at every commit', async () => {
    const keys = SqliteIdempotencyKeys.open(fresh());
    expect(keys.durability).toMatchObject({ journalMode: 'wal', synchronous: 'FULL' });
    await keys.close();
  });

  it('lets a key go again when it could not be written', async () => {
    const file = fresh();
    const keys = SqliteIdempotencyKeys.open(file);
    const other = new DatabaseSync(file);
    other.exec(`create trigger full before insert on keys
      begin select raise(abort, 'the disk is full'); end`);
    await expect(keys.reserve(reservation)).rejects.toThrow('the disk is full');
    other.exec('drop trigger full');
    other.close();
    expect(await keys.reserve(reservation)).toMatchObject({ outcome: 'go', repeated: false });
    await keys.close();
  });
});
