import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../../clock.js';
import { TestClock } from '../../test-clock.js';
import { NotAsRecorded } from '../appending.js';
import { copyLog } from '../copy-log.js';
import type { EventStore } from '../event-store.port.js';
import { hex, newNote, newStream, notes, shown, wholeLog } from './notes.fixture.js';

/** Opens an empty store, each time another one, that tells the time by the clock it is given. */
export type OpenStore = (clock?: Clock) => Promise<EventStore>;

const momentsOf = async (store: EventStore, stream: string) =>
  (await store.read(stream)).map(({ recordedAt }) => recordedAt);

const withoutPositions = (log: Awaited<ReturnType<typeof wholeLog>>) =>
  shown(log).map((event) => ({ ...event, position: 0 }));

/** When an event was recorded is part of it: hashed, never going back, the same on every store. */
export const recordingConformance = (open: OpenStore) => {
  describe('the moment of recording', () => {
    it('is what the clock of the process that appends says, and is hashed', async () => {
      const clock = new TestClock('2026-01-05T09:00:00.000Z');
      const store = await open(clock);
      const stream = newStream();
      const [first] = await store.append(stream, 0, notes(1));
      clock.advance(1500);
      await store.append(stream, 1, notes(2));

      expect(await momentsOf(store, stream)).toEqual([
        '2026-01-05T09:00:00.000Z',
        '2026-01-05T09:00:01.500Z',
        '2026-01-05T09:00:01.500Z',
      ]);
      expect(Buffer.from(first!.envelope).toString()).toContain(
        '"recordedAt":"2026-01-05T09:00:00.000Z"',
      );
      await store.close();
    });

    it('never goes back within a stream when the clock does; another stream follows the clock', async () => {
      const clock = new TestClock('2026-01-05T09:00:00.000Z');
      const store = await open(clock);
      const [stream, other] = [newStream(), newStream()];
      await store.append(stream, 0, notes(1));
      clock.set('2026-01-05T07:00:00.000Z');
      await store.append(stream, 1, notes(1));
      await store.append(other, 0, notes(1));

      expect(await momentsOf(store, stream)).toEqual(Array(2).fill('2026-01-05T09:00:00.000Z'));
      expect(await momentsOf(store, other)).toEqual(['2026-01-05T07:00:00.000Z']);
      await store.close();
    });

    it('is the first one when an append is repeated later', async () => {
      const clock = new TestClock('2026-01-05T09:00:00.000Z');
      const store = await open(clock);
      const stream = newStream();
      const events = notes(2);
      const first = await store.append(stream, 0, events);
      clock.advance(60_000);

      expect(shown(await store.append(stream, 0, events))).toEqual(shown(first));
      await store.close();
    });
  });

  describe('a log that moves to another store', () => {
    const filled = async () => {
      const clock = new TestClock('2026-01-05T09:00:00.000Z');
      const from = await open(clock);
      const streams = [newStream(), newStream()];
      for (let round = 0; round < 3; round++)
        for (const stream of streams) {
          await from.append(stream, round * 2, notes(2));
          clock.advance(1000);
        }
      return { from, streams };
    };

    it('is the same there: bytes, hashes, moments and order', async () => {
      const { from } = await filled();
      const to = await open(new TestClock('2027-01-01T00:00:00.000Z'));
      await copyLog(from, to);

      expect(withoutPositions(await wholeLog(to))).toEqual(withoutPositions(await wholeLog(from)));
      await Promise.all([from.close(), to.close()]);
    });

    it('goes on where it was interrupted, and on from there with events of its own', async () => {
      const { from, streams } = await filled();
      const to = await open();
      const interrupted = copyLog(from, to, () => {
        throw new Error('The power went out.');
      });
      await expect(interrupted).rejects.toThrow('The power went out.');
      await copyLog(from, to);
      await copyLog(from, to);
      const [before] = (await to.read(streams[0]!)).slice(-1);
      const [next] = await to.append(streams[0]!, 6, notes(1));

      expect(await wholeLog(to)).toHaveLength(13);
      expect(next!.meta.prev).toBe(hex(before!.leaf));
      await Promise.all([from.close(), to.close()]);
    });

    it('does not follow where other events are', async () => {
      const { from, streams } = await filled();
      const to = await open();
      await to.append(streams[0]!, 0, [newNote('mine'), newNote('mine too')]);

      await expect(copyLog(from, to)).rejects.toMatchObject({ code: 'stream.changed' });
      await Promise.all([from.close(), to.close()]);
    });

    it('is refused event by event where the one before is another', async () => {
      const { from, streams } = await filled();
      const to = await open();
      const stream = streams[0]!;
      await to.append(stream, 0, [newNote('mine'), newNote('mine too')]);
      const events = (await from.read(stream)).slice(2, 4);

      await expect(to.appendRecorded(stream, 2, events)).rejects.toThrow(NotAsRecorded);
      await Promise.all([from.close(), to.close()]);
    });
  });
};
