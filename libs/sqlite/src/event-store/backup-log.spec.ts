import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newStream, notes, shown } from '#eventing/testing';

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { backupLog } from './backup-log.js';
import { SqliteEventStore } from './sqlite-event-store.js';

describe('backing up the log', () => {
  const directories: string[] = [];
  afterAll(() => directories.forEach((each) => rmSync(each, { recursive: true })));

  let directory: string;
  let file: string;
  let target: string;
  let store: SqliteEventStore;
  const stream = newStream();
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'amends-backup-'));
    directories.push(directory);
    file = join(directory, 'events.db');
    target = join(directory, 'copy.db');
    store = SqliteEventStore.open(file);
    await store.append(stream, 0, notes(5));
  });

  it('makes one file that opens as the log it was', async () => {
    const verified = await backupLog(file, target);
    const before = shown(await store.read(stream));
    await store.close();
    const copy = SqliteEventStore.open(target);

    expect(verified).toEqual({ events: 5, streams: 1, head: 5, resumptions: [], damage: [] });
    expect(shown(await copy.read(stream))).toEqual(before);
    await copy.close();
    expect(readdirSync(directory).toSorted()).toEqual(['copy.db', 'events.db']);
  });

  it('holds one moment still while the store goes on writing, and tells how far it is', async () => {
    for (let version = 5; version < 6005; version += 500)
      await store.append(stream, version, notes(500));
    let steps = 0;
    const events: number[] = [];
    let appends = Promise.resolve<unknown>(undefined);
    await backupLog(file, target, {
      copying: () => {
        steps++;
        appends = Promise.all([appends, store.append(newStream(), 0, notes(2))]);
      },
      verifying: (done) => void events.push(done),
    });
    await appends;

    expect(steps).toBeGreaterThan(0);
    expect(events.at(-1)).toBe(6005);
    expect(await store.head()).toBe(6005 + 2 * steps);
    await store.close();
  });

  it('calls nothing a backup in which an event is not as it was written', async () => {
    await store.close();
    const database = new DatabaseSync(file);
    database.exec(`drop trigger events_are_never_changed;
      update events set leaf = zeroblob(32) where position = 2`);
    database.close();

    await expect(backupLog(file, target)).rejects.toThrow(
      'damaged at position 2: its hash does not match its envelope',
    );
    expect(readdirSync(directory).filter((name) => name.startsWith('copy'))).toEqual([]);
  });

  it('replaces no file', async () => {
    writeFileSync(target, 'mine');

    await expect(backupLog(file, target)).rejects.toThrow('already exists');
    await store.close();
  });

  it('says in a sentence that there is no log to back up', async () => {
    await store.close();

    await expect(backupLog(join(directory, 'none.db'), target)).rejects.toThrow('There is no file');
  });
});
