import { Projector, type RecordedEvent } from '#eventing';
import {
  arrivals,
  logOf,
  matters,
  MemoryEventStore,
  moved,
  opened,
  samples,
  viewStoreConformance,
} from '#eventing/testing';

import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SqliteViewStore } from './sqlite-view-store.js';

const root = mkdtempSync(join(tmpdir(), 'amends-views-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const newFile = () => join(mkdtempSync(join(root, 'v-')), 'views.db');

let houses = 0;

/** Every other one begins with no list of ids: both ways must show the same. */
viewStoreConformance(() => {
  const file = newFile();
  houses += 1;
  const short = houses % 2 === 0 ? 0 : 500;
  return { open: (views) => SqliteViewStore.open(file, views, { short }) };
});

/** Nothing is committed unless somebody asks. */
const never = { events: Infinity, milliseconds: 60_000 };

/** Runs SQL on the file from outside, as another program would. */
const outside = (file: string, sql: string): void => {
  const database = new DatabaseSync(file, { timeout: 1000 });
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
};

/** How far the views are in a process that finds the files as they are now, as after a crash. */
const positionAfterCrash = async (file: string): Promise<number> => {
  const copy = newFile();
  cpSync(dirname(file), dirname(copy), { recursive: true });
  const store = SqliteViewStore.open(copy, samples);
  const position = await store.reader.position();
  await store.close();
  return position;
};

describe('the file of the views', () => {
  let file: string;
  let store: SqliteViewStore;
  beforeEach(() => void (file = newFile()));
  afterEach(() => store.close());

  it.each([
    ['is gone', () => rmSync(file)],
    ['has another format', () => outside(file, 'pragma user_version = 99')],
    ['is no database', () => writeFileSync(file, 'This is not a database at all. '.repeat(99))],
  ])('is made again when it %s', async (_, happens) => {
    store = SqliteViewStore.open(file, samples);
    await store.writer.apply(logOf([opened('a')]));
    await store.close();
    happens();
    store = SqliteViewStore.open(file, samples);
    expect(await store.reader.position()).toBe(0);
    await store.writer.apply(logOf([opened('a')]));
    expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: 1 });
  });

  it('is left as one file when it is closed', async () => {
    store = SqliteViewStore.open(file, samples);
    await store.writer.apply(logOf([opened('a')]));
    await store.close();
    expect([existsSync(file), existsSync(`${file}-wal`)]).toEqual([true, false]);
  });

  it('has what was counted after so many events', async () => {
    store = SqliteViewStore.open(file, samples, { ...never, events: 2 });
    await store.writer.apply(logOf([opened('a')]));
    expect(await positionAfterCrash(file)).toBe(0);
    await store.writer.apply(logOf([opened('b')], 2));
    expect(await positionAfterCrash(file)).toBe(2);
  });

  it('has what was counted after a while', async () => {
    store = SqliteViewStore.open(file, samples, { ...never, milliseconds: 1 });
    await store.writer.apply(logOf([opened('a')]));
    for (let tries = 0; (await positionAfterCrash(file)) < 1; tries += 1) {
      expect(tries).toBeLessThan(200);
      await new Promise((go) => void setTimeout(go, 10));
    }
  });

  it('notices what another process has done to it', async () => {
    store = SqliteViewStore.open(file, samples, { ...never, events: 1 });
    await store.writer.apply(logOf([opened('a')]));
    const other = SqliteViewStore.open(file, samples);
    await other.rebuilder.beginRebuild(matters);
    await other.rebuilder.fill(matters, logOf([opened('a')]));
    expect(await other.rebuilder.swap(matters)).toBe(true);
    await other.close();
    await store.writer.apply(logOf([moved('a', 'x')], 2));
    expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: 2 });
    expect(await store.reader.count(matters, { tenant: 'acme', where: { queue: 'x' } })).toBe(1);
  });

  it('refuses names that cannot stand in SQL', () => {
    const wrong = { 'x"; drop table tenants; --': matters.columns['rank']! };
    expect(() => {
      store = SqliteViewStore.open(file, [
        { ...matters, columns: { ...matters.columns, ...wrong } },
      ]);
    }).toThrow('cannot name');
    store = SqliteViewStore.open(file, samples);
  });
});

describe('a transaction that cannot be kept', () => {
  const log = logOf([opened('a'), moved('a', 'x'), opened('full'), moved('a', 'y')]);
  let file: string;
  let store: SqliteViewStore;

  const fill = () =>
    outside(
      file,
      `create trigger full before insert on rows_1 when new.key = 'full'
       begin select raise(rollback, 'The disk is full.'); end`,
    );
  const makeRoom = () => outside(file, 'drop trigger full');

  beforeEach(() => {
    file = newFile();
    store = SqliteViewStore.open(file, samples, never);
    fill();
  });
  afterEach(() => store.close());

  it('takes nothing for counted that is not, and falls back to what was kept', async () => {
    await store.writer.apply(log.slice(0, 2));
    expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({ queue: 'x' });
    await expect(store.writer.apply(log.slice(2, 3))).rejects.toThrow('The disk is full.');
    expect(await store.reader.position()).toBe(0);
    expect(await store.reader.get(matters, 'acme', 'a')).toBeUndefined();
    expect(await store.reader.get(arrivals, 'acme', 'x')).toBeUndefined();
    expect((await store.reader.states()).filter(({ fault }) => fault)).toEqual([]);
  });

  it('counts nothing that would leave a gap behind what was lost', async () => {
    await store.writer.apply(log.slice(0, 2));
    await expect(store.writer.apply(log.slice(2, 3))).rejects.toThrow('The disk is full.');
    await expect(store.writer.apply(log.slice(3))).rejects.toThrow('from 1 on');
    makeRoom();
    await expect(store.writer.apply(log.slice(3))).rejects.toThrow('from 1 on');
    await store.writer.apply(log.slice(0, 3));
    await store.writer.apply(log.slice(3));
    expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: 3, queue: 'y' });
    expect(await store.reader.get(matters, 'acme', 'full')).toMatchObject({ counted: 1 });
    expect(await store.reader.get(arrivals, 'acme', 'y')).toEqual({ queue: 'y', count: 1 });
  });

  it('falls back no further than to what was committed', async () => {
    await store.close();
    store = SqliteViewStore.open(file, samples, { ...never, events: 2 });
    await store.writer.apply(log.slice(0, 2));
    await expect(store.writer.apply(log.slice(2, 3))).rejects.toThrow('The disk is full.');
    expect(await store.reader.position()).toBe(2);
    makeRoom();
    await store.writer.apply(log.slice(2));
    expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: 3, queue: 'y' });
  });

  it('leaves no gap in a copy that is being filled', async () => {
    await store.rebuilder.beginRebuild(matters);
    await store.rebuilder.fill(matters, log.slice(0, 2));
    await expect(store.writer.apply(log.slice(0, 3))).rejects.toThrow('The disk is full.');
    makeRoom();
    await expect(store.rebuilder.fill(matters, log.slice(2))).rejects.toThrow(
      'continue from there',
    );
    await store.writer.apply(log);
    const { position } = await store.rebuilder.beginRebuild(matters);
    await store.rebuilder.fill(matters, log.slice(position));
    expect(await store.rebuilder.swap(matters)).toBe(true);
    expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: 3, queue: 'y' });
  });

  it('is given what it lost again by the projector, once there is room', async () => {
    const events = new MemoryEventStore();
    const append = async (version: number, batch: readonly RecordedEvent[]) => {
      for (const [index, { stream, id, type, schema, data, meta }] of batch.entries()) {
        const proposed = {
          id: `${id.slice(0, -4)}${1000 + version + index}`,
          type,
          schema,
          data,
          meta,
        };
        const { length } = await events.read(stream);
        await events.append(stream, length, [proposed]);
      }
      return events.head();
    };
    const faults: unknown[] = [];
    const projector = new Projector(events, store.writer, {
      onFault: (fault) => void faults.push(fault),
    });
    await projector.start();
    await projector.waitFor(await append(0, log.slice(0, 2)));
    const head = await append(2, log.slice(2));
    expect(faults).toHaveLength(1);
    makeRoom();
    expect(await projector.waitFor(head)).toBe(true);
    expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: 3, queue: 'y' });
    expect(await store.reader.get(matters, 'acme', 'full')).toMatchObject({ counted: 1 });
    await projector.stop();
  });
});
