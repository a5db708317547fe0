import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#eventing';
import { newStream, newNote, shown } from '#eventing/testing';
import { SqliteEventStore, verifyLog } from '#sqlite';

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { accountFor, expectNoDoubles, readJournal } from './account.js';
import { temporaryFolder } from '../support/folder.js';
import { packaged } from '../support/packaged.js';
import { canLimit, skippedLoudly } from './injected.js';

const root = temporaryFolder('full');

const disk = join(root, 'disk');
mkdirSync(disk);
const mount = () =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status === 0;
const unmount = () => spawnSync('umount', [disk]).status === 0;
const canMount = mount() && unmount();

if (!canMount) skippedLoudly('a full disk', 'no small file system can be mounted here');
if (!canLimit) skippedLoudly('a file that may not grow', 'there is no prlimit here');

const until = async (holds: () => boolean) => {
  for (let tries = 0; !holds(); tries++) {
    expect(tries).toBeLessThan(2000);
    await pause(5);
  }
};

const lift = (writers: ChildProcess) =>
  spawnSync('prlimit', ['--pid', String(writers.pid), '--fsize=unlimited']);

(canMount ? describe : describe.skip)('a store on a disk that is full', () => {
  let store: SqliteEventStore;
  let ballast: string;
  const file = join(disk, 'events.db');
  let kept: Map<string, readonly RecordedEvent[]>;
  beforeEach(() => {
    mount();
    kept = new Map();
    ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(1024 * 1024));
    store = SqliteEventStore.open(file, { look: 10 });
  });
  afterEach(async () => {
    await store.close().finally(unmount);
  });

  const appendOne = async () => {
    const stream = newStream();
    kept.set(stream, await store.append(stream, 0, [newNote('x'.repeat(50_000))]));
  };

  /** Appends until nothing more can be kept; answers with the error. */
  const fill = async (): Promise<unknown> => {
    for (;;) {
      const error = await appendOne().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error) return error;
    }
  };

  it('acknowledges nothing that it could not keep, and says so', async () => {
    expect(await fill()).toMatchObject({ name: 'StoreFault', cause: { errcode: 13 } });
    expect(kept.size).toBeGreaterThan(10);
    expect(store.health().fault).toMatch(/full/);
    expect(await store.head()).toBe(kept.size);
    for (const [stream, events] of kept)
      expect(shown(await store.read(stream))).toEqual(shown(events));
  });

  it('works again when there is room, and turns green without being asked', async () => {
    await fill();
    rmSync(ballast);
    await until(() => store.health().fault === undefined);
    const before = kept.size;
    await appendOne();
    expect(kept.size).toBe(before + 1);
    await store.close();

    expect(await verifyLog(file)).toMatchObject({ damage: [] });
    store = SqliteEventStore.open(file);
    for (const [stream, events] of kept)
      expect(shown(await store.read(stream))).toEqual(shown(events));
  });
});

(canLimit ? describe : describe.skip)('a store whose file may not grow', () => {
  const compiled = join(packaged(), 'dist');
  const journal = join(root, 'journal');
  const log = join(root, 'events.db');

  it('acknowledges nothing that it could not keep, and works again when it may', async () => {
    const writers = spawn(
      'prlimit',
      [
        '--fsize=1000000:unlimited',
        process.execPath,
        'tests/chaos/writers.mjs',
        compiled,
        log,
        journal,
        '900',
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const gone = once(writers, 'exit');
    await until(() => existsSync(journal) && readFileSync(journal, 'utf8').includes('"fault":'));
    lift(writers);
    expect(await gone).toEqual([0, null]);

    const asks = readJournal(journal);
    const store = SqliteEventStore.open(log);
    const account = await accountFor(store, asks);
    await expectNoDoubles(store);
    await store.close();
    expect(account.unknown).toBeGreaterThan(0);
    expect(account.acknowledged).toBeGreaterThanOrEqual(900);
    expect((await verifyLog(log)).damage).toEqual([]);
  }, 60_000);
});
