import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore } from '../event-store.port.js';
import { newStream, notes, shown, textsOf, wholeLog } from './notes.fixture.js';

/** Reading: a stream or all of them, in pages, both ways. */
export const readingConformance = (current: () => EventStore) => {
  let store: EventStore;
  let stream: string;
  beforeEach(() => {
    store = current();
    stream = newStream();
  });

  describe('reading a stream', () => {
    beforeEach(async () => void (await store.append(stream, 0, notes(5))));

    it.each([
      ['all of it', {}, 'abcde'],
      ['from a revision on', { from: 3 }, 'de'],
      ['the first so many', { limit: 2 }, 'ab'],
      ['a page', { from: 1, limit: 3 }, 'bcd'],
      ['a page that reaches beyond the end', { from: 4, limit: 3 }, 'e'],
      ['from beyond the end', { from: 5 }, ''],
      ['no more than nothing', { limit: 0 }, ''],
      ['backwards', { backwards: true }, 'edcba'],
      ['the last so many', { backwards: true, limit: 2 }, 'ed'],
      ['backwards from a revision on', { backwards: true, from: 2 }, 'cba'],
      ['a page backwards', { backwards: true, from: 3, limit: 2 }, 'dc'],
      ['backwards from beyond the end', { backwards: true, from: 99 }, 'edcba'],
    ])('gives %s', async (_, range, expected) => {
      expect(textsOf(await store.read(stream, range)).join('')).toBe(expected);
    });

    it('gives nothing of a stream never written to', async () => {
      expect(await store.read(newStream())).toEqual([]);
      expect(await store.read(newStream(), { backwards: true })).toEqual([]);
    });

    it('does not mix it with streams whose names begin or end like it', async () => {
      const names = [
        'note-a-1',
        'note-a-11',
        'note-aa-1',
        'note-a-1%',
        'Note-a-1',
        'note-a-1\u0000',
      ];
      for (const name of names) await store.append(name, 0, notes(1));

      for (const name of names)
        expect((await store.read(name)).map((event) => event.stream)).toEqual([name]);
    });
  });

  describe('reading all streams', () => {
    let positions: readonly number[];
    const after = (index: number) => positions[index]!;
    beforeEach(async () => {
      const other = newStream();
      await store.append(stream, 0, notes(2));
      await store.append(other, 0, notes(5).slice(2));
      positions = (await wholeLog(store)).map(({ position }) => position);
    });

    it.each([
      ['all of it', () => ({ limit: 10 }), 'abcde'],
      ['the first page', () => ({ limit: 2 }), 'ab'],
      ['the next page', () => ({ after: after(1), limit: 2 }), 'cd'],
      ['the last page', () => ({ after: after(3), limit: 2 }), 'e'],
      ['nothing after the last', () => ({ after: after(4), limit: 2 }), ''],
      ['everything after 0', () => ({ after: 0, limit: 10 }), 'abcde'],
      ['no more than nothing', () => ({ limit: 0 }), ''],
      ['backwards', () => ({ backwards: true, limit: 10 }), 'edcba'],
      ['the last so many', () => ({ backwards: true, limit: 2 }), 'ed'],
      ['the page before it', () => ({ backwards: true, after: after(3), limit: 2 }), 'cb'],
      ['nothing before the first', () => ({ backwards: true, after: after(0), limit: 2 }), ''],
    ])('gives %s', async (_, range, expected) => {
      expect(textsOf(await store.readAll(range())).join('')).toBe(expected);
    });

    it('gives the same events as reading each stream', async () => {
      const log = await wholeLog(store);
      const own = log.filter((event) => event.stream === stream);

      expect(shown(own)).toEqual(shown(await store.read(stream)));
    });
  });

  describe('an empty log', () => {
    it('has nothing to read and its head at 0', async () => {
      expect(await store.readAll({ limit: 10 })).toEqual([]);
      expect(await store.readAll({ limit: 10, backwards: true })).toEqual([]);
      expect(await store.head()).toBe(0);
    });
  });
};
