import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Condition } from '../view-reader.port.js';
import type { ViewStore } from '../view-store.js';
import type { AnyView } from '../view.js';
import {
  ids,
  arrivals,
  logOf,
  matters,
  moved,
  opened,
  samples,
  someMatters,
} from './matters.fixture.js';

const movesKey = { Moved: ({ position }: { readonly position: number }) => String(position) };

type Open = (views: readonly AnyView[]) => ViewStore;

export const readingConformance = (open: Open) => {
  describe('selecting rows', () => {
    let store: ViewStore;
    beforeEach(async () => {
      store = open(samples);
      await store.writer.apply(someMatters);
    });

    it.each<[string, Readonly<Record<string, Condition>>, string]>([
      ['a text', { queue: 'desk' }, 'ace'],
      ['a number', { rank: 1 }, 'be'],
      ['nothing in a text', { queue: null }, 'df'],
      ['nothing in a number', { rank: null }, 'cf'],
      ['two columns', { queue: 'desk', rank: 1 }, 'e'],
      ['one of several', { queue: ['desk', 'network'] }, 'abce'],
      ['one of several or nothing', { rank: [2, null] }, 'acf'],
      ['one of one', { rank: [3] }, 'd'],
      ['one of none', { queue: [] }, ''],
      ['from on', { rank: { from: 2 } }, 'ad'],
      ['up to, exclusive', { rank: { to: 2 } }, 'be'],
      ['from and up to', { rank: { from: 1, to: 3 } }, 'abe'],
      ['a range of text', { queue: { from: 'e', to: 'z' } }, 'b'],
      ['a range without ends', { rank: {} }, 'abcdef'],
      ['a member of a set', { people: 'ana' }, 'ab'],
      ['one of the members', { people: ['ana', 'cem'] }, 'abe'],
      ['none of the members', { people: [] }, ''],
      ['a member within a range', { people: { from: 'b' } }, 'bce'],
      ['a set and a text', { people: 'ben', queue: 'desk' }, 'c'],
      ['what nobody has', { queue: "x' or 1=1 --" }, ''],
    ])('takes %s', async (_, where, expected) => {
      const { rows } = await store.reader.page(matters, { tenant: 'acme', where, limit: 10 });
      expect(ids(rows)).toBe(expected);
      expect(await store.reader.count(matters, { tenant: 'acme', where })).toBe(expected.length);
      const tally = await store.reader.countBy(matters, { tenant: 'acme', where }, 'queue');
      expect([...tally.values()].reduce((sum, count) => sum + count, 0)).toBe(expected.length);
    });

    it('sums a column by another one, and nothing as 0', async () => {
      const asked = { tenant: 'acme' };
      expect(await store.reader.sumBy(matters, asked, { sum: 'rank', by: 'queue' })).toEqual(
        new Map([
          ['desk', 3],
          ['network', 1],
          [null, 3],
        ]),
      );
    });

    it('tallies a column, and a set by its members', async () => {
      expect(await store.reader.countBy(matters, { tenant: 'acme' }, 'queue')).toEqual(
        new Map([
          [null, 2],
          ['desk', 3],
          ['network', 1],
        ]),
      );
      expect(
        await store.reader.countBy(matters, { tenant: 'acme', where: { queue: 'desk' } }, 'people'),
      ).toEqual(
        new Map([
          ['ana', 1],
          ['ben', 1],
          ['cem', 1],
        ]),
      );
    });

    it('sees sets and numbers as they are now', async () => {
      await store.writer.apply(
        logOf(
          [
            { type: 'Joined', data: { person: 'dan' }, matter: 'a' },
            { type: 'Ranked', data: { rank: null }, matter: 'a' },
            opened('b', { people: ['ben'] }),
          ],
          8,
        ),
      );
      expect(await store.reader.count(matters, { tenant: 'acme', where: { people: 'dan' } })).toBe(
        1,
      );
      expect(await store.reader.count(matters, { tenant: 'acme', where: { people: 'ana' } })).toBe(
        1,
      );
      expect(await store.reader.count(matters, { tenant: 'acme', where: { rank: null } })).toBe(3);
    });

    it('reads rows as they are kept, by a range of their keys and in its order', async () => {
      const read = async (from: string, to: string, limit = 9) =>
        (await store.reader.texts(matters, { tenant: 'acme', from, to, limit })).join();
      const kept = async (...keys: readonly string[]) =>
        (await Promise.all(keys.map((key) => store.reader.get(matters, 'acme', key))))
          .map((row) => JSON.stringify(row))
          .join();
      expect(await read('b', 'e')).toBe(await kept('b', 'c', 'd'));
      expect(await read('b', 'z', 2)).toBe(await kept('b', 'c'));
      expect(await read('x', 'z')).toBe('');
      const nowhere = { tenant: 'nobody', from: 'a', to: 'z', limit: 9 };
      expect(await store.reader.texts(matters, nowhere)).toEqual([]);
    });

    it('makes a row of each event where the view says so', async () => {
      const moves = { ...arrivals, name: 'moves', isRowPerEvent: true, key: movesKey } as const;
      await store.close();
      store = open([moves]);
      await store.writer.apply(logOf([moved('a', 'desk'), moved('a', 'network')], 1));
      await store.writer.apply(logOf([moved('b', 'desk')], 3));
      const all = { tenant: 'acme', from: '1', to: '9', limit: 9 };
      const rows = (await store.reader.texts(moves, all)).map((text) => JSON.parse(text) as object);
      expect(rows).toEqual(['desk', 'network', 'desk'].map((queue) => ({ queue, count: 1 })));
    });

    it('takes what is due of all tenants, earliest first, in pages', async () => {
      expect(
        ids((await store.reader.scanTenants(matters, 'rank', { until: 2, limit: 10 })).rows),
      ).toBe('beaa');
      const first = await store.reader.scanTenants(matters, 'rank', { until: 2, limit: 2 });
      expect(ids(first.rows)).toBe('be');
      const after = first.next!;
      const second = await store.reader.scanTenants(matters, 'rank', { until: 2, limit: 1, after });
      expect(second.rows).toMatchObject([{ id: 'a', rank: 1 }]);
      expect(
        (
          await store.reader.scanTenants(matters, 'rank', {
            until: 2,
            limit: 9,
            after: second.next!,
          })
        ).rows,
      ).toMatchObject([{ id: 'a', rank: 2 }]);
      expect(
        ids(
          (await store.reader.scanTenants(matters, 'rank', { until: 3, limit: 1, after: [1] }))
            .rows,
        ),
      ).toBe('a');
      expect(await store.reader.scanTenants(matters, 'rank', { until: 0, limit: 10 })).toEqual({
        rows: [],
      });
    });

    it('throws for a view or a column that nobody declared', async () => {
      const asked = { tenant: 'acme', limit: 1 };
      const nope = { ...matters, name: 'nope' };
      await expect(store.reader.get(nope, 'acme', 'a')).rejects.toThrow('nope');
      await expect(store.reader.page(nope, asked)).rejects.toThrow('nope');
      await expect(
        store.reader.page(matters, { ...asked, where: { subject: 'a' } }),
      ).rejects.toThrow('subject');
      await expect(
        store.reader.page(matters, { ...asked, where: { constructor: 'a' } }),
      ).rejects.toThrow();
      await expect(
        store.reader.page(matters, { ...asked, order: [{ column: 'id' }] }),
      ).rejects.toThrow('id');
      await expect(
        store.reader.page(matters, { ...asked, order: [{ column: 'people' }] }),
      ).rejects.toThrow('set');
      await expect(store.reader.page(matters, { ...asked, after: [1, 'a'] })).rejects.toThrow(
        'cursor',
      );
      await expect(store.reader.page(matters, { ...asked, limit: 0 })).rejects.toThrow('page');
      await expect(store.reader.page(arrivals, { ...asked, search: 'a' })).rejects.toThrow('words');
      await expect(
        store.reader.count(matters, { tenant: 'acme', where: { id: 'a' } }),
      ).rejects.toThrow('id');
      await expect(store.reader.countBy(matters, { tenant: 'acme' }, 'id')).rejects.toThrow('id');
      await expect(
        store.reader.sumBy(matters, { tenant: 'acme' }, { sum: 'people', by: 'queue' }),
      ).rejects.toThrow('people');
      await expect(
        store.reader.scanTenants(matters, 'queue', { until: 'x', limit: 1 }),
      ).rejects.toThrow('queue');
    });

    it('does not open views that ask to be sorted by what they do not have', () => {
      expect(() => open([{ ...matters, indexes: [['people']] }])).toThrow('people');
      expect(() => open([{ ...matters, crossTenant: ['nothing'] }])).toThrow('nothing');
    });
  });
};
