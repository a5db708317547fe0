import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore } from '../event-store.port.js';
import { newStream, newNote, notes, refused, shown, textsOf, wholeLog } from './notes.fixture.js';

/** Appending: whole or not at all, at the version that was expected, the same when repeated. */
export const appendingConformance = (current: () => EventStore) => {
  let store: EventStore;
  let stream: string;
  beforeEach(() => {
    store = current();
    stream = newStream();
  });

  describe('appending', () => {
    it('answers with the events as they can be read from then on', async () => {
      const recorded = await store.append(stream, 0, notes(3));

      expect(shown(recorded)).toEqual(shown(await store.read(stream)));
      expect(textsOf(recorded)).toEqual(['a', 'b', 'c']);
    });

    it('counts revisions from 0 without gaps', async () => {
      await store.append(stream, 0, notes(2));
      await store.append(stream, 2, notes(3));

      expect((await store.read(stream)).map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
    });

    it('gives positions that rise over all streams, from above 0', async () => {
      const other = newStream();
      await store.append(stream, 0, notes(2));
      await store.append(other, 0, notes(2));
      await store.append(stream, 2, notes(1));

      const log = await wholeLog(store);
      const positions = log.map(({ position }) => position);
      expect(log.map((event) => event.stream)).toEqual([stream, stream, other, other, stream]);
      expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b));
      expect(positions[0]).toBeGreaterThan(0);
      expect(await store.head()).toBe(positions.at(-1));
    });

    it('tells when it recorded them, never earlier than what it recorded before', async () => {
      const before = new Date().toISOString();
      for (let version = 0; version < 5; version++) await store.append(stream, version, notes(1));

      const moments = (await store.read(stream)).map(({ recordedAt }) => recordedAt);
      expect(moments).toEqual(moments.toSorted());
      const all = [before, ...moments, new Date().toISOString()];
      expect(all).toEqual(all.toSorted());
    });

    it('writes nothing and answers nothing when there are no events', async () => {
      expect(await store.append(stream, 0, [])).toEqual([]);
      expect(await store.head()).toBe(0);
    });
  });

  describe('appending at another version than the stream has', () => {
    it.each([
      ['behind', 1],
      ['ahead', 3],
    ])('is refused when it is %s, with the version that it has', async (_, version) => {
      await store.append(stream, 0, notes(2));

      await refused(store.append(stream, version, notes(1)), 'stream.changed', { version: 2 });
      expect(await store.read(stream)).toHaveLength(2);
    });

    it('is refused for a stream never written to', async () => {
      await refused(store.append(stream, 1, notes(1)), 'stream.changed', { version: 0 });
    });

    it('is refused even when there are no events', async () => {
      await store.append(stream, 0, notes(1));

      await refused(store.append(stream, 0, []), 'stream.changed', { version: 1 });
    });
  });

  describe('rivals', () => {
    it('lets one of two appends win, whole', async () => {
      const rivals = [
        [newNote('a'), newNote('b')],
        [newNote('c'), newNote('d')],
      ];
      const outcomes = await Promise.allSettled(
        rivals.map((events) => store.append(stream, 0, events)),
      );

      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
      expect(textsOf(await store.read(stream))).toEqual(
        [
          ['a', 'b'],
          ['c', 'd'],
        ][winner],
      );
    });

    it('lets one of 32 appends to one stream win', async () => {
      const rivals = notes(32).map((event) => store.append(stream, 0, [event]));
      const outcomes = await Promise.allSettled(rivals);

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store.read(stream)).toHaveLength(1);
    });

    it('lets every one of 32 finish that goes on from what it reads', async () => {
      const insist = async (text: string): Promise<unknown> => {
        const { length } = await store.read(stream);
        return store.append(stream, length, [newNote(text)]).catch(() => insist(text));
      };
      const texts = Array.from({ length: 32 }, (_, index) => `note ${index}`);
      await Promise.all(texts.map(insist));

      expect(textsOf(await store.read(stream)).toSorted()).toEqual(texts.toSorted());
    });

    it('lets appends to other streams pass that come at the same time as a refused one', async () => {
      const others = [newStream(), newStream()];
      await store.append(stream, 0, notes(1));
      const [first, refusal, last] = await Promise.allSettled([
        store.append(others[0]!, 0, notes(1)),
        store.append(stream, 0, notes(1)),
        store.append(others[1]!, 0, notes(1)),
      ]);

      expect([first.status, refusal.status, last.status]).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
    });
  });

  describe('repeating an append', () => {
    it('answers as the first did and writes nothing', async () => {
      const events = notes(3);
      const first = await store.append(stream, 0, events);
      const again = await store.append(stream, 0, events);

      expect(shown(again)).toEqual(shown(first));
      expect(await wholeLog(store)).toHaveLength(3);
    });

    it('answers as the first did when other events have followed', async () => {
      const events = notes(2);
      await store.append(stream, 0, notes(1));
      const first = await store.append(stream, 1, events);
      await store.append(stream, 3, notes(4));

      expect(shown(await store.append(stream, 1, events))).toEqual(shown(first));
      expect(await store.read(stream)).toHaveLength(7);
    });

    it('answers both when they come at the same time', async () => {
      const events = notes(2);
      const both = [store.append(stream, 0, events), store.append(stream, 0, events)];
      const [first, second] = await Promise.all(both);

      expect(shown(second!)).toEqual(shown(first!));
      expect(await wholeLog(store)).toHaveLength(2);
    });

    it('is refused when an id carries other content', async () => {
      const event = newNote('It hurts.');
      await store.append(stream, 0, [event]);

      await refused(
        store.append(stream, 0, [newNote('All is well.', event.id)]),
        'stream.id-reused',
      );
      const meta = { ...event.meta, actor: { kind: 'agent', id: 'bo' } } as const;
      await refused(store.append(stream, 0, [{ ...event, meta }]), 'stream.id-reused');
      await refused(store.append(stream, 0, [{ ...event, type: 'Unsaid' }]), 'stream.id-reused');
      expect(textsOf(await store.read(stream))).toEqual(['It hurts.']);
    });

    it('is refused when one of several ids carries other content', async () => {
      const [first, second] = [newNote('a'), newNote('b')];
      await store.append(stream, 0, [first, second]);

      const twisted = [first, newNote('not b', second.id)];
      await refused(store.append(stream, 0, twisted), 'stream.id-reused');
    });

    it('is refused as a change when it goes on beyond what was appended', async () => {
      const [first, second] = [newNote('a'), newNote('b')];
      await store.append(stream, 0, [first]);

      await refused(store.append(stream, 0, [first, second]), 'stream.changed', { version: 1 });
    });
  });
};
