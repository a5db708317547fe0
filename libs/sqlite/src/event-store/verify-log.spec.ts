import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { canonical, leafHash } from '#eventing';
import { newStream, notes } from '#eventing/testing';

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteEventStore } from './sqlite-event-store.js';
import { verifyLog } from './verify-log.js';

const directory = mkdtempSync(join(tmpdir(), 'amends-verify-'));
let files = 0;
afterAll(() => rmSync(directory, { recursive: true }));

const UNLOCKED = `
  drop trigger events_are_only_appended;
  drop trigger events_are_never_changed;
  drop trigger events_are_never_deleted;
  drop trigger streams_are_never_changed;
  drop trigger streams_are_never_deleted;
`;
const REWRITTEN = `cast(replace(cast(bytes as text), '"text":"b"', '"text":"B"') as blob)`;

describe('verifying a log', () => {
  let file: string;
  const streams = [newStream(), newStream()] as const;

  /** Two streams: positions 1 2 3, then 4 5, then 6 of the first again. */
  beforeEach(async () => {
    file = join(directory, `${++files}.db`);
    const store = SqliteEventStore.open(file);
    await store.append(streams[0], 0, notes(3));
    await store.append(streams[1], 0, notes(2));
    await store.append(streams[0], 3, notes(1));
    await store.close();
  });

  const tamper = (sql: string) => {
    const database = new DatabaseSync(file);
    database.exec(`${UNLOCKED} ${sql}`);
    database.close();
  };

  it('finds nothing wrong with what was written, and says how far it looked', async () => {
    const progress: number[] = [];
    const found = await verifyLog(file, (done, total) => void progress.push(done / total));

    expect(found).toEqual({ events: 6, streams: 2, head: 6, damage: [] });
    expect(progress.at(-1)).toBe(1);
  });

  it('finds nothing wrong with an empty log', async () => {
    const path = join(directory, 'empty.db');
    await SqliteEventStore.open(path).close();

    expect(await verifyLog(path)).toEqual({ events: 0, streams: 0, head: 0, damage: [] });
  });

  it('looks at what is there now while the store goes on writing', async () => {
    const store = SqliteEventStore.open(file);
    const verified = verifyLog(file);
    await store.append(streams[0], 4, notes(2));

    expect(await verified).toMatchObject({ head: 6, damage: [] });
    expect(await verifyLog(file)).toMatchObject({ head: 8, damage: [] });
    await store.close();
  });

  it.each([
    [
      'bytes that were changed',
      `update events set bytes = ${REWRITTEN} where position = 5`,
      { position: 5, stream: 1, revision: 1, fault: 'its hash does not match its bytes' },
    ],
    [
      'a hash that was changed',
      `update events set leaf = zeroblob(32) where position = 4`,
      { position: 4, stream: 1, revision: 0, fault: 'its hash does not match its bytes' },
    ],
    [
      'an event that was taken out',
      'delete from events where position = 2',
      { position: 2, fault: '1 events are missing' },
    ],
    [
      'an event after one that was taken out',
      'delete from events where position = 2',
      { position: 3, stream: 0, revision: 2, fault: 'the event before it is missing' },
    ],
    [
      'a first event that was taken out',
      'delete from events where position = 4',
      { position: 5, stream: 1, revision: 1, fault: 'the event before it is missing' },
    ],
    [
      'events that changed places',
      `update events set position = 99 where position = 2;
       update events set position = 2 where position = 4;
       update events set position = 4 where position = 99`,
      { position: 3, stream: 0, revision: 2, fault: 'the event before it is missing' },
    ],
    [
      'an event that was put into another stream',
      'update events set stream = 4, revision = 2 where position = 6',
      { position: 6, stream: 0, revision: 2, fault: 'the event before it is missing' },
    ],
    [
      'a stream that was renamed',
      `update streams set name = 'note-acme-other' where first = 4`,
      { position: 4, stream: 1, revision: 0, fault: 'it stands in another stream than it says' },
    ],
    [
      'a row that says another revision than the event',
      'update events set revision = 9 where position = 6',
      { position: 6, stream: 0, revision: 9, fault: 'it stands at another revision than it says' },
    ],
    [
      'a stream of which nothing is left',
      'delete from events where stream = 4 and position >= 4; update events set position = 4 where position = 6',
      { fault: '1 streams have lost their events' },
    ],
    [
      'something that is no event',
      `update events set bytes = 'words' where position = 5`,
      { position: 5, revision: 1, fault: 'its bytes are not an event' },
    ],
  ])('names %s', async (_, sql, { stream, ...damage }: { stream?: number; fault: string }) => {
    tamper(sql);

    const found = await verifyLog(file);
    const named = stream === undefined ? damage : { ...damage, stream: streams[stream] };
    expect(found.damage).toContainEqual(named);
  });

  it('names bytes that are not canonical even when the hash was made to fit', async () => {
    const database = new DatabaseSync(file);
    database.exec(UNLOCKED);
    const row = database.prepare('select bytes from events where position = 5').get();
    const bytes = Buffer.from(` ${Buffer.from(row!['bytes'] as Uint8Array).toString('utf8')}`);
    database
      .prepare('update events set bytes = ?, leaf = ? where position = 5')
      .run(bytes, leafHash(bytes));
    database.close();

    expect((await verifyLog(file)).damage).toEqual([
      { position: 5, stream: streams[1], revision: 1, fault: 'its bytes are not canonical' },
    ]);
  });

  it('names an event after one that was written anew with a hash that fits', async () => {
    const database = new DatabaseSync(file);
    database.exec(UNLOCKED);
    const row = database.prepare('select bytes from events where position = 4').get();
    const event = JSON.parse(Buffer.from(row!['bytes'] as Uint8Array).toString('utf8'));
    const bytes = Buffer.from(canonical({ ...event, data: { text: 'other' } }));
    database
      .prepare('update events set bytes = ?, leaf = ? where position = 4')
      .run(bytes, leafHash(bytes));
    database.close();

    expect((await verifyLog(file)).damage).toEqual([
      {
        position: 5,
        stream: streams[1],
        revision: 1,
        fault: 'it does not follow from the event before it',
      },
    ]);
  });

  it('says in a sentence that there is no such file', async () => {
    await expect(verifyLog(join(directory, 'none.db'))).rejects.toThrow('There is no file');
  });

  it('says in a sentence that the file is no log', async () => {
    const path = join(directory, 'words.db');
    writeFileSync(path, 'These are words. '.repeat(1000));

    await expect(verifyLog(path)).rejects.toThrow('not a database');
  });
});
