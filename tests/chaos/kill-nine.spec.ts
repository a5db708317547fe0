import { describe, expect, it } from '@jest/globals';
import { SqliteEventStore, verifyLog } from '#sqlite';

import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, accountFor, expectNoDoubles, readJournal } from './account.js';
import { temporaryFolder } from '../support/folder.js';
import { packaged } from '../support/packaged.js';

const ROUNDS = Number(process.env['AMENDS_CHAOS_ROUNDS'] ?? 5);
const root = temporaryFolder('kill');
const log = join(root, 'events.db');
const compiled = join(packaged(), 'dist');

/** Lets the writers write, and kills them at a moment that nobody can know. */
const writeUntilKilled = async (journal: string) => {
  const writers = spawn(process.execPath, ['tests/chaos/writers.mjs', compiled, log, journal], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(writers, 'exit');
  await once(writers.stdout, 'data');
  await pause(randomInt(1, 250));
  writers.kill('SIGKILL');
  expect(await gone).toEqual([null, 'SIGKILL']);
};

const journalOf = (number: number) => join(root, `${number}.journal`);

const round = async (number: number): Promise<Account> => {
  const journal = journalOf(number);
  await writeUntilKilled(journal);
  const store = SqliteEventStore.open(log);
  const account = await accountFor(store, readJournal(journal));
  await store.close();
  return account;
};

describe('a store whose process is killed while sixteen writers append', () => {
  it(
    `has every append that was acknowledged, and every other one once or not at all, in ${ROUNDS} rounds`,
    async () => {
      const total = { acknowledged: 0, refused: 0, unknown: 0 };
      for (let number = 0; number < ROUNDS; number++) {
        const account = await round(number);
        for (const key of Object.keys(total) as (keyof Account)[]) total[key] += account[key];
      }
      process.stdout.write(`kill -9, ${ROUNDS} rounds: ${JSON.stringify(total)}\n`);

      expect(total.acknowledged).toBeGreaterThan(ROUNDS * 10);
      expect(total.unknown).toBeGreaterThan(0);
      const verified = await verifyLog(log);
      expect(verified).toMatchObject({ head: verified.events, damage: [] });
      const store = SqliteEventStore.open(log);
      await expectNoDoubles(store);
      const asks = Array.from({ length: ROUNDS }, (_, number) => readJournal(journalOf(number)));
      const acknowledged = asks.flat().filter(({ kept }) => kept);
      expect(await accountFor(store, acknowledged)).toMatchObject({ unknown: 0, refused: 0 });
      await store.close();
    },
    60_000 + ROUNDS * 5_000,
  );
});
