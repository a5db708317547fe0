import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { Checkpointer } from './checkpointer.js';
import { openDatabase } from './database.js';

const directory = mkdtempSync(join(tmpdir(), 'amends-wal-'));
afterAll(() => rmSync(directory, { recursive: true }));

describe('checkpoints in a thread of their own', () => {
  it('keep the WAL bounded under unbroken writing, without one in the commits', async () => {
    const file = join(directory, 'bounded.db');
    const database = openDatabase(file, { synchronous: 'NORMAL', autocheckpoint: 0 });
    const checkpointer = new Checkpointer(file, { every: 64 * 1024, pages: 100 });
    database.exec('create table t (words text)');
    const insert = database.prepare('insert into t values (?)');
    const walPages = () => statSync(`${file}-wal`).size / 4096;
    let written = 0;
    let most = 0;
    while (written < 20_000) {
      insert.run('x'.repeat(3000));
      written++;
      checkpointer.committed(database, 3000);
      most = Math.max(most, walPages());
      if (written % 10 === 0) await turn();
    }
    await checkpointer.close();
    database.close();

    expect(written).toBe(20_000);
    // If nobody carried over, it would be beyond 20,000; how far below depends on when the thread runs.
    expect(most).toBeLessThan(15_000);
  });
});
