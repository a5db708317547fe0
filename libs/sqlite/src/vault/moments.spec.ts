import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryEventStore } from '#eventing';
import { TestClock } from '#eventing/testing';
import { Erasures, MemoryTombstones, type Vault } from '#vault';
import { masterOf, MemoryVault } from '#vault/testing';

import { SqliteVault } from './sqlite-vault.js';

const folder = mkdtempSync(join(tmpdir(), 'amends-moments-'));
afterAll(() => rmSync(folder, { recursive: true }));

const masters = { current: masterOf('a'), previous: [] };
const [monday, tuesday] = ['2026-01-05T09:00:00.000Z', '2026-01-06T09:00:00.000Z'];

const vaults: Readonly<Record<string, (clock: TestClock) => Vault>> = {
  'in memory': (clock) => new MemoryVault(masters, undefined, clock),
  'in a file': (clock) => {
    const tombstones = new MemoryTombstones();
    return SqliteVault.open(join(folder, 'vault.db'), { masters, tombstones, clock });
  },
};

describe.each(Object.entries(vaults))('a vault %s', (_, open) => {
  it('says by its clock when a key was made, and when it was destroyed', async () => {
    const clock = new TestClock(monday);
    const vault = open(clock);
    const erasures = new Erasures({ log: new MemoryEventStore(), vault, targets: [], clock });
    const [name] = await vault.keysOf(['acme/ana']);
    clock.advance(86_400_000);
    expect(await erasures.erase(name!)).toMatchObject({ destroyedAt: tuesday, sweptAt: tuesday });
    expect(await vault.list({ limit: 9 })).toEqual([
      { ...name, since: monday, destroyed: tuesday },
    ]);
    await vault.close();
  });
});
