import { describe, expect, it } from '@jest/globals';
import type { Order } from '../view-reader.port.js';
import type { ViewStore } from '../view-store.js';
import type { AnyView, Scalar } from '../view.js';
import { allPages, ids, logOf, opened, matters, samples, someMatters } from './matters.fixture.js';

type Open = (views: readonly AnyView[]) => ViewStore;

export const pagingConformance = (open: Open) => {
  describe('paging', () => {
    const orders: [string, readonly Order[], string][] = [
      ['by key', [], 'abcdef'],
      ['up, nothing first', [{ column: 'rank' }], 'cfbead'],
      ['down, nothing last', [{ column: 'rank', descending: true }], 'daebfc'],
      ['by text and number', [{ column: 'queue' }, { column: 'rank' }], 'fdceab'],
      ['up and then down', [{ column: 'queue' }, { column: 'rank', descending: true }], 'dfaecb'],
      ['down and then up', [{ column: 'rank', descending: true }, { column: 'queue' }], 'daebfc'],
      ['up, nothing last where the view says so', [{ column: 'lastRank' }], 'beadcf'],
      [
        'down, nothing last where the view says so',
        [{ column: 'lastRank', descending: true }],
        'daebfc',
      ],
      [
        'by text and number, nothing last in both',
        [{ column: 'lastQueue' }, { column: 'lastRank' }],
        'eacbdf',
      ],
      [
        'up and then down, nothing last in both',
        [{ column: 'lastQueue' }, { column: 'lastRank', descending: true }],
        'aecbdf',
      ],
      [
        'down with nothing last, and then up with nothing first',
        [{ column: 'lastQueue', descending: true }, { column: 'rank' }],
        'bceafd',
      ],
      [
        'up with nothing first, and then up with nothing last',
        [{ column: 'queue' }, { column: 'lastRank' }],
        'dfeacb',
      ],
    ];

    it.each(orders)('goes %s, whatever the size of the page', async (_, order, expected) => {
      const store = open(samples);
      await store.writer.apply(someMatters);
      for (const limit of [1, 2, 3, 5, 6, 7])
        expect(ids(await allPages(store, { tenant: 'acme', order, limit }))).toBe(expected);
    });

    it.each(orders)('neither skips nor repeats while rows come and go (%s)', async (_, order) => {
      const store = open(samples);
      await store.writer.apply(someMatters);
      const seen: string[] = [];
      let after: readonly Scalar[] | undefined;
      for (let position = 8; position < 40; position += 1) {
        const asked = { tenant: 'acme', order, limit: 1, ...(after && { after }) };
        const page = await store.reader.page(matters, asked);
        seen.push(...page.rows.map(({ id }) => id));
        after = page.next;
        if (!after) break;
        const rank = position % 4 === 0 ? null : position % 4;
        await store.writer.apply(
          logOf([opened(`z${position}`, { rank, queue: 'desk' })], position),
        );
      }
      expect(
        seen
          .filter((id) => id.length === 1)
          .toSorted()
          .join(''),
      ).toBe('abcdef');
      expect(new Set(seen).size).toBe(seen.length);
    });

    it.each<[string, boolean, string]>([
      ['up', false, 'eac'],
      ['down', true, 'aec'],
    ])('has nothing last within a filter, going %s', async (_, descending, expected) => {
      const store = open(samples);
      await store.writer.apply(someMatters);
      const order = [{ column: 'lastRank', descending }];
      for (const limit of [1, 2, 3, 4])
        expect(
          ids(await allPages(store, { tenant: 'acme', where: { queue: 'desk' }, order, limit })),
        ).toBe(expected);
    });

    it('goes on behind a row that is there no more', async () => {
      const store = open(samples);
      await store.writer.apply(someMatters);
      const order = [{ column: 'rank' }];
      const { next } = await store.reader.page(matters, { tenant: 'acme', order, limit: 3 });
      await store.writer.apply(logOf([{ type: 'Removed', data: {}, matter: 'b' }], 8));
      const { rows } = await store.reader.page(matters, {
        tenant: 'acme',
        order,
        limit: 9,
        after: next!,
      });
      expect(ids(rows)).toBe('ead');
    });

    it('sorts text by code point', async () => {
      const store = open(samples);
      const queues = ['Z', 'a', 'é', 'ا', '\uff5e', '\u{1f600}', ''];
      await store.writer.apply(logOf(queues.map((queue, index) => opened(`${index}`, { queue }))));
      const rows = await allPages(store, {
        tenant: 'acme',
        order: [{ column: 'queue' }],
        limit: 2,
      });
      expect(rows.map(({ queue }) => queue)).toEqual([
        '',
        'Z',
        'a',
        'é',
        'ا',
        '\uff5e',
        '\u{1f600}',
      ]);
    });
  });
};
