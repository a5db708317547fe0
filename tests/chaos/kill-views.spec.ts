import type { AnyView, RecordedEvent } from '#eventing';
import { SqliteViewStore } from '#sqlite';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { temporaryFolder } from '../support/folder.js';
import { packaged } from '../support/packaged.js';

interface Counters {
  readonly countersView: AnyView;
  eventsFrom(after: number, count: number): readonly RecordedEvent[];
  rowsAt(position: number): readonly { readonly parity: string }[];
}

/** Each round folds all that was written so far, so forty say as much as two hundred, and sooner. */
const ROUNDS = Math.min(40, Number(process.env['AMENDS_CHAOS_ROUNDS'] ?? 5));
const root = temporaryFolder('views');
const compiled = join(packaged(), 'dist');
const file = join(root, 'views.db');
let counters: Counters;

beforeAll(async () => {
  counters = (await import('./counters.mjs' as string)) as Counters;
});

/** Lets it count, for a while after its first commits, then kills it without a warning. */
const countAndKill = async (milliseconds: number) => {
  const writer = spawn(process.execPath, ['tests/chaos/view-writer.mjs', compiled, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(writer, 'exit');
  await once(writer.stdout, 'data');
  await pause(milliseconds);
  writer.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
};

/** Rows, sets and words are what a fold from zero makes of the log up to the position. */
const expectSound = async (store: SqliteViewStore) => {
  const { countersView, rowsAt } = counters;
  const expected = rowsAt(await store.reader.position());
  const { rows } = await store.reader.page(countersView, { tenant: 'acme', limit: 1000 });
  expect(rows).toEqual(expected);
  const odd = expected.filter(({ parity }) => parity === 'odd').length;
  const asked = { tenant: 'acme', where: { parity: 'odd' } };
  expect(await store.reader.count(countersView, asked)).toBe(odd);
  expect(await store.reader.count(countersView, { tenant: 'acme', search: 'odd' })).toBe(odd);
};

describe('views whose process is killed while they count and are rebuilt', () => {
  it(
    `show, after each of ${ROUNDS} times, what a fold from zero shows`,
    async () => {
      const { countersView, eventsFrom } = counters;
      let [before, swaps] = [0, 0];
      for (let round = 0; round < ROUNDS; round += 1) {
        await countAndKill(20 + ((round * 37) % 190));
        const store = SqliteViewStore.open(file, [countersView]);
        const position = await store.reader.position();
        expect(position).toBeGreaterThan(before);
        before = position;
        await expectSound(store);
        const copy = await store.rebuilder.beginRebuild(countersView);
        await store.rebuilder.fill(countersView, eventsFrom(copy.position, position));
        if (await store.rebuilder.swap(countersView)) swaps += 1;
        await expectSound(store);
        await store.close();
      }
      expect(swaps).toBe(ROUNDS);
    },
    60_000 + ROUNDS * 5000,
  );
});
