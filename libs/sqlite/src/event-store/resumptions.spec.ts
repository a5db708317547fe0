import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newStream, notes, shown } from '#eventing/testing';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { resumeLog } from './resumptions.js';
import { SqliteEventStore } from './sqlite-event-store.js';
import { verifyLog } from './verify-log.js';

const directory = mkdtempSync(join(tmpdir(), 'amends-resumed-'));
afterAll(() => rmSync(directory, { recursive: true }));

describe('a log that was restored', () => {
  let files = 0;
  let file: string;
  const stream = newStream();
  const appended = async (version: number, count = 2) => {
    const store = SqliteEventStore.open(file);
    const events = await store.append(stream, version, notes(count));
    await store.close();
    return events.map(({ position }) => position);
  };
  beforeEach(async () => {
    file = join(directory, `${++files}.db`);
    await appended(0, 3);
    resumeLog(file, 1000);
  });

  it('goes on at a position that was never given out, and keeps those before', async () => {
    expect(await appended(3)).toEqual([1000, 1001]);
    expect(await appended(5)).toEqual([1002, 1003]);
    const store = SqliteEventStore.open(file);
    const all = await store.readAll({ limit: 10 });
    expect(all.map(({ position }) => position)).toEqual([1, 2, 3, 1000, 1001, 1002, 1003]);
    expect(store.resumptions()).toEqual([{ after: 3, first: 1000 }]);
    await store.close();
  });

  it('hands subscribers every event across the gap, once', async () => {
    const store = SqliteEventStore.open(file);
    const seen: number[] = [];
    const subscription = store.subscribe(0, (events) => {
      seen.push(...events.map(({ position }) => position));
    });
    await store.append(stream, 3, notes(2));
    await store.append(stream, 5, notes(1));
    await new Promise<void>((go) => void setTimeout(go, 20));
    await subscription.stop();
    await store.close();
    expect(seen).toEqual([1, 2, 3, 1000, 1001, 1002]);
  });

  it('is verified as a whole, and a gap that no restore made is named', async () => {
    await appended(3);
    expect(await verifyLog(file)).toMatchObject({
      events: 5,
      head: 1001,
      resumptions: [{ after: 3, first: 1000 }],
      damage: [],
    });
    const database = new DatabaseSync(file);
    database.exec('drop trigger events_are_never_deleted; delete from events where position = 2');
    database.close();
    const { damage } = await verifyLog(file);
    expect(damage[0]).toMatchObject({ position: 2, fault: '1 events are missing' });
  });

  it('may be restored again before anything was appended, and goes on still later', async () => {
    resumeLog(file, 5000);
    expect(await appended(3)).toEqual([5000, 5001]);
  });

  it('takes no event at another position, whoever has the file', async () => {
    const database = new DatabaseSync(file);
    const insert = (position: number) => () =>
      database
        .prepare('insert into events values (?, 1, 3, zeroblob(32), zeroblob(1), zeroblob(1))')
        .run(position);
    expect(insert(4)).toThrow('An event is only ever appended.');
    expect(() => database.exec('update resumptions set first = 4')).toThrow('never changed');
    expect(() => database.exec('delete from resumptions')).toThrow('never deleted');
    database.close();
    const store = SqliteEventStore.open(file);
    expect(shown(await store.read(stream))).toHaveLength(3);
    await store.close();
  });
});
