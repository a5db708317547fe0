import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { canonical, leafHash, type StoredEvent } from '#eventing';
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
const REWRITTEN = `cast(replace(cast(data as text), '"text":"b"', '"text":"B"') as blob)`;

const LATER = `cast(replace(cast(envelope as text), '"recordedAt":"2', '"recordedAt":"3') as blob)`;

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

    expect(found).toEqual({ events: 6, streams: 2, head: 6, resumptions: [], damage: [] });
    expect(progress.at(-1)).toBe(1);
  });

  it('finds nothing wrong with an empty log', async () => {
    const path = join(directory, 'empty.db');
    await SqliteEventStore.open(path).close();

    expect(await verifyLog(path)).toEqual({
      events: 0,
      streams: 0,
      head: 0,
      resumptions: [],
      damage: [],
    });
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
      'data that were changed',
      `update events set data = ${REWRITTEN} where position = 5`,
      { position: 5, stream: 1, revision: 1, fault: 'its data does not match its envelope' },
    ],
    [
      'an envelope that was changed',
      `update events set envelope = ${LATER} where position = 5`,
      { position: 5, stream: 1, revision: 1, fault: 'its hash does not match its envelope' },
    ],
    [
      'a hash that was changed',
      `update events set leaf = zeroblob(32) where position = 4`,
      { position: 4, stream: 1, revision: 0, fault: 'its hash does not match its envelope' },
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
      `update events set envelope = 'words' where position = 5`,
      { position: 5, revision: 1, fault: 'its bytes are not an event' },
    ],
  ])('names %s', async (_, sql, { stream, ...damage }: { stream?: number; fault: string }) => {
    tamper(sql);

    const found = await verifyLog(file);
    const named = stream === undefined ? damage : { ...damage, stream: streams[stream] };
    expect(found.damage).toContainEqual(named);
  });

  /** As anyone who can write the file would leave an event: with a hash that fits. */
  const rewrite = (position: number, change: (envelope: string) => string) => {
    const database = new DatabaseSync(file);
    database.exec(UNLOCKED);
    const row = database.prepare('select envelope from events where position = ?').get(position);
    const { envelope } = row as unknown as StoredEvent;
    const bytes = Buffer.from(change(Buffer.from(envelope).toString('utf8')));
    database
      .prepare('update events set envelope = ?, leaf = ? where position = ?')
      .run(bytes, leafHash(bytes), position);
    database.close();
  };

  it('names an envelope that is not canonical even when the hash was made to fit', async () => {
    rewrite(5, (envelope) => ` ${envelope}`);

    expect((await verifyLog(file)).damage).toEqual([
      { position: 5, stream: streams[1], revision: 1, fault: 'its envelope is not canonical' },
    ]);
  });

  it('names an event that says it was recorded before the one before it', async () => {
    rewrite(5, (envelope) => canonical({ ...JSON.parse(envelope), recordedAt: '2020-01-01' }));

    expect((await verifyLog(file)).damage).toEqual([
      {
        position: 5,
        stream: streams[1],
        revision: 1,
        fault: 'it says that it was recorded before the event before it',
      },
    ]);
  });

  it('names an event of a form that it does not know', async () => {
    rewrite(5, (envelope) => canonical({ ...JSON.parse(envelope), form: 2 }));

    expect((await verifyLog(file)).damage).toMatchObject([
      { position: 5, fault: 'its form is not known to this version of the program' },
    ]);
  });

  it('names an event after one that was written anew with a hash that fits', async () => {
    rewrite(4, (envelope) => canonical({ ...JSON.parse(envelope), type: 'Other' }));

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
