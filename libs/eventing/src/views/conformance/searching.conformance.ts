import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ViewStore } from '../view-store.js';
import { allPages, ids, logOf, matters, moved, opened, samples } from './matters.fixture.js';
import type { AnyView } from '../view.js';

type Open = (views: readonly AnyView[]) => ViewStore;

export const searchingConformance = (open: Open) => {
  describe('searching', () => {
    const texts = {
      a: 'أحمد: the printer on floor ٣ is jammed',
      b: 'Printers are jammed again, says احمد',
      c: '会議室のプリンターが動かない',
      d: 'VPN: "cannot connect" (809) AND NOT working*',
      e: 'Straße 30, Müller',
    };
    let store: ViewStore;
    beforeEach(async () => {
      store = open(samples);
      await store.writer.apply(
        logOf(Object.entries(texts).map(([matter, subject]) => opened(matter, { subject }))),
      );
    });

    it.each([
      ['احمد', 'ab'],
      ['أحمد printer', 'ab'],
      ['jammed print', 'ab'],
      ['print jammed', ''],
      ['floor 3', 'a'],
      ['プリンター', 'c'],
      ['動かな', 'c'],
      ['STRASSE muller', 'e'],
      ['strase', ''],
      ['"cannot', 'd'],
      ['vpn AND', 'd'],
      ['NOT OR', ''],
      ['connect"', 'd'],
      ['words:vpn', ''],
      ['vpn*', 'd'],
      ['*', 'abcde'],
      ['^vpn', 'd'],
      ['NEAR(vpn 809)', ''],
      ['vpn -809', 'd'],
      ['(809)', 'd'],
      ["vpn'; drop table x", ''],
      ['', 'abcde'],
      [' …!؟ ', 'abcde'],
      ['\0', 'abcde'],
      ['1avpn', ''],
      ['\u{f0001}vpn', ''],
      ['v', 'd'],
      ['p', 'ab'],
      ['動', 'c'],
    ])('finds %j', async (search, expected) => {
      const { rows } = await store.reader.page(matters, { tenant: 'acme', search, limit: 10 });
      expect(ids(rows)).toBe(expected);
      expect(await store.reader.count(matters, { tenant: 'acme', search })).toBe(expected.length);
    });

    it.each([
      ['people', ['yusuf'], 'ab'],
      ['queue', ['elsewhere', 'network'], 'abd'],
      ['queue', ['elsewhere'], 'ab'],
    ])('finds rows with other words also by %s %j', async (column, values, expected) => {
      const more = [
        { type: 'Joined', data: { person: 'yusuf' }, matter: 'b' },
        moved('d', 'network'),
      ] as const;
      await store.writer.apply(logOf(more, 6));
      const query = { tenant: 'acme', search: 'أحمد', also: { column, values } };
      const order = [{ column: 'queue' }];
      const rows = await allPages(store, { ...query, order, limit: 1 });
      expect([...ids(rows)].toSorted().join('')).toBe(expected);
      expect(await store.reader.count(matters, query)).toBe(expected.length);
      const other = { ...query, tenant: 'other' };
      expect(await store.reader.count(matters, other)).toBe(0);
    });

    it('stands a search of a thousand words', async () => {
      const search = Array.from({ length: 1000 }, (_, index) => `word${index}`).join(' ');
      expect(await store.reader.count(matters, { tenant: 'acme', search })).toBe(0);
      const search2 = Array.from({ length: 1000 }, () => 'vpn').join(' ');
      expect(await store.reader.count(matters, { tenant: 'acme', search: search2 })).toBe(1);
    });

    it('finds the words of now, in order, with conditions, in pages', async () => {
      await store.writer.apply(
        logOf(
          [{ type: 'Renamed', data: { subject: 'New words' }, matter: 'a' }, moved('b', 'x')],
          6,
        ),
      );
      expect(await store.reader.count(matters, { tenant: 'acme', search: 'احمد' })).toBe(1);
      expect(await store.reader.count(matters, { tenant: 'acme', search: 'new words' })).toBe(1);
      expect(
        await store.reader.count(matters, {
          tenant: 'acme',
          search: 'jammed',
          where: { queue: 'x' },
        }),
      ).toBe(1);
      const order = [{ column: 'queue', descending: true }];
      const rows = await allPages(store, { tenant: 'acme', search: '', order, limit: 2 });
      expect(ids(rows)).toBe('bedca');
    });
  });
};
