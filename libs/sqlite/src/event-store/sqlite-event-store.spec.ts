import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RecordedEvent, UnknownForm } from '#eventing';
import {
  eventStoreConformance,
  newStream,
  newNote,
  notes,
  refused,
  shown,
  TestClock,
} from '#eventing/testing';

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { backupLog } from './backup-log.js';
import { SqliteEventStore, type EventStoreOptions } from './sqlite-event-store.js';
import { verifyLog } from './verify-log.js';

const directory = mkdtempSync(join(tmpdir(), 'amends-log-'));
let files = 0;
const newFile = () => join(directory, `${++files}.db`);
afterAll(() => rmSync(directory, { recursive: true }));

eventStoreConformance(async (clock) => SqliteEventStore.open(newFile(), clock && { clock }));

describe('the log in a SQLite file', () => {
  let file: string;
  let store: SqliteEventStore;
  let stream: string;
  const reopen = async (options: EventStoreOptions = {}) => {
    await store.close();
    store = SqliteEventStore.open(file, options);
  };
  beforeEach(() => {
    file = newFile();
    store = SqliteEventStore.open(file);
    stream = newStream();
  });
  afterEach(() => store.close());

  it('reads back and tells how durable it is', () => {
    expect(store.health()).toEqual({
      journalMode: 'wal',
      synchronous: 'FULL',
      sqlite: expect.stringMatching(/^3\.\d+\.\d+$/),
      waiting: 0,
    });
  });

  it('has the same events, byte for byte, when it is opened again', async () => {
    const recorded = await store.append(stream, 0, notes(3));
    await reopen();

    expect(shown(await store.read(stream))).toEqual(shown(recorded));
    expect(await store.head()).toBe(3);
  });

  it('answers a repeated append as the first did when it is opened again', async () => {
    const events = notes(2);
    const first = await store.append(stream, 0, events);
    await reopen();

    expect(shown(await store.append(stream, 0, events))).toEqual(shown(first));
    await refused(store.append(stream, 0, [newNote('x', events[0]!.id)]), 'stream.id-reused');
  });

  it('leaves one file behind when it is closed', async () => {
    await store.append(stream, 0, notes(3));
    await store.close();

    expect(readdirSync(directory).filter((name) => name.startsWith(`${files}.db`))).toEqual([
      `${files}.db`,
    ]);
  });

  it('writes what it has accepted before it closes, and takes nothing more', async () => {
    const accepted = store.append(stream, 0, notes(2));
    await store.close();

    expect(await accepted).toHaveLength(2);
    await expect(store.append(stream, 2, notes(1))).rejects.toThrow('The store is closed.');
    await expect(store.read(stream)).rejects.toThrow('it is closed');
  });

  it('counts positions from 1 without gaps, whatever was refused in between', async () => {
    await store.append(stream, 0, notes(2));
    await refused(store.append(stream, 0, notes(1)), 'stream.changed');
    await store.append(newStream(), 0, notes(2));

    const log = await store.readAll({ limit: 10 });
    expect(log.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  });

  describe('changing what has happened', () => {
    it.each([
      ['update events set data = leaf', 'An event is never changed.'],
      ['delete from events', 'An event is never deleted.'],
      [`update streams set name = 'x'`, 'A stream is never renamed.'],
      ['delete from streams', 'A stream is never deleted.'],
      [
        `insert or replace into events select position, stream, revision, leaf, leaf, leaf from events`,
        'An event is only ever appended.',
      ],
      [
        `insert or replace into events select position + 2, stream, 0, leaf, leaf, leaf from events`,
        'An event is only ever appended.',
      ],
      [
        `insert into events values (9, 1, 2, x'00', x'00', x'00')`,
        'An event is only ever appended.',
      ],
      [
        `insert into events values (3, 1, 9, x'00', x'00', x'00')`,
        'An event is only ever appended.',
      ],
    ])('is refused by the database itself: %s', async (sql, sentence) => {
      await store.append(stream, 0, notes(2));
      const before = shown(await store.read(stream));
      const other = new DatabaseSync(file);

      expect(() => other.exec(sql)).toThrow(sentence);
      other.close();
      expect(shown(await store.read(stream))).toEqual(before);
    });
  });

  describe('another connection that writes', () => {
    it('is noticed before the next append', async () => {
      const other = SqliteEventStore.open(file);
      await store.append(stream, 0, notes(1));
      await other.append(stream, 1, notes(1));

      await refused(store.append(stream, 1, notes(1)), 'stream.changed', { version: 2 });
      expect((await store.append(stream, 2, notes(1)))[0]).toMatchObject({ position: 3 });
      await other.close();
    });

    it('is seen by subscribers', async () => {
      await reopen({ look: 5 });
      const other = SqliteEventStore.open(file);
      const seen = new Promise<readonly RecordedEvent[]>((go) => void store.subscribe(0, go));
      const written = await other.append(stream, 0, notes(2));

      expect(shown(await seen)).toEqual(shown(written));
      await other.close();
    });

    it('makes an append wait, then refuses it as busy, and nothing is kept of it', async () => {
      await reopen({ busyMilliseconds: 20 });
      const other = new DatabaseSync(file);
      other.exec('begin immediate');
      const event = newNote('a');
      await refused(store.append(stream, 0, [event]), 'stream.busy');
      other.exec('rollback');
      other.close();

      expect(await store.append(stream, 0, [event])).toHaveLength(1);
    });
  });

  describe('when the clock is put back', () => {
    it('goes on with the moment of the last event of the stream, opened again too', async () => {
      const at = '2030-01-05T09:00:00.000Z';
      await reopen({ clock: new TestClock(at) });
      await store.append(stream, 0, notes(1));
      await reopen({ clock: new TestClock('2029-01-05T09:00:00.000Z') });

      const [event] = await store.append(stream, 1, notes(1));
      expect(event!.recordedAt).toBe(at);
    });
  });

  it('keeps what was handed over, whatever the caller does to it afterwards', async () => {
    const data = { text: 'as it was' };
    const done = store.append(stream, 0, [{ ...newNote(''), data }]);
    data.text = 'changed';
    await done;

    expect((await store.read(stream))[0]!.data).toEqual({ text: 'as it was' });
  });

  describe('too much at once', () => {
    const threes = Array.from({ length: 8 }, () => notes(3));

    it('is refused as busy beyond the bound, and what was accepted is kept', async () => {
      await reopen({ waitingEvents: 12 });
      const appends = threes.map((events) => store.append(newStream(), 0, events));
      expect(store.health().waiting).toBe(12);
      const outcomes = await Promise.allSettled(appends);

      const status = outcomes.map((outcome) =>
        outcome.status === 'fulfilled' ? 'kept' : outcome.reason.code,
      );
      expect(status).toEqual([...Array(4).fill('kept'), ...Array(4).fill('stream.busy')]);
      expect(await store.head()).toBe(12);
    });

    it('is taken again as soon as there is room', async () => {
      await reopen({ waitingEvents: 3 });
      const first = store.append(stream, 0, notes(3));
      await refused(store.append(newStream(), 0, notes(1)), 'stream.busy');
      await first;

      expect(await store.append(newStream(), 0, notes(1))).toHaveLength(1);
    });
  });

  describe('an append that was answered', () => {
    it('has been given to the subscribers before', async () => {
      const told: string[] = [];
      const subscription = store.subscribe(0, (events) => void told.push(`seen ${events.length}`));
      await store.append(newStream(), 0, notes(1));
      told.length = 0;
      await Promise.all(
        ['one', 'two'].map(async (name) => {
          await store.append(newStream(), 0, notes(2));
          told.push(name);
        }),
      );
      await subscription.stop();

      expect(told).toEqual(['seen 4', 'one', 'two']);
    });
  });

  describe('opening', () => {
    it('refuses a file whose last events are not what was written', async () => {
      await store.append(stream, 0, notes(3));
      await store.close();
      const other = new DatabaseSync(file);
      other.exec(`drop trigger events_are_never_changed;
        update events set data = cast(replace(cast(data as text), '"a"', '"A"') as blob)`);
      other.close();

      expect(() => SqliteEventStore.open(file)).toThrow(
        'event 1 is damaged: its data does not match its envelope',
      );
    });

    it('refuses a file that a newer version wrote', async () => {
      await store.close();
      const other = new DatabaseSync(file);
      other.exec('pragma user_version = 99');
      other.close();

      expect(() => SqliteEventStore.open(file)).toThrow('written by a newer version');
    });

    it('refuses a log of before version 1, with a sentence, and leaves it as it is', async () => {
      const path = join(directory, 'old.db');
      const old = new DatabaseSync(path);
      old.exec(`create table streams (name text primary key, first integer not null);
        create table events (position integer primary key, bytes blob not null);
        pragma user_version = 1`);
      old.close();
      const before = readFileSync(path);

      expect(() => SqliteEventStore.open(path)).toThrow(UnknownForm);
      expect(() => SqliteEventStore.open(path)).toThrow('move it away');
      await expect(verifyLog(path)).rejects.toThrow(UnknownForm);
      await expect(backupLog(path, join(directory, 'copy.db'))).rejects.toThrow(UnknownForm);
      expect(new DatabaseSync(path).prepare('select count(*) as n from events').get()).toEqual({
        n: 0,
      });
      expect(readFileSync(path).subarray(100)).toEqual(before.subarray(100));
    });

    it('refuses a database of another program', async () => {
      const path = join(directory, 'foreign.db');
      const foreign = new DatabaseSync(path);
      foreign.exec('create table songs (name text)');
      foreign.close();

      expect(() => SqliteEventStore.open(path)).toThrow('is not a log in a form');
    });

    it('refuses a file that is not a database', async () => {
      const path = join(directory, 'words.db');
      writeFileSync(path, 'These are words. '.repeat(100));

      expect(() => SqliteEventStore.open(path)).toThrow('file is not a database');
    });
  });
});
