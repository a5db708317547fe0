import { describe, expect, it } from '@jest/globals';
import type { ViewStore } from '../view-store.js';
import type { AnyView } from '../view.js';
import {
  arrivals,
  dumpOf,
  logOf,
  matters,
  moved,
  opened,
  samples,
  told,
} from './matters.fixture.js';

type Open = (views: readonly AnyView[]) => ViewStore;

const twoMatters = (tenant: string) => [
  opened('a', { people: ['ana'] }, tenant),
  moved('a', 'x', tenant),
  opened('b', {}, tenant),
];

export const countingConformance = (open: Open) => {
  describe('counting events', () => {
    it('shows what they make of a row', async () => {
      const store = open(samples);
      await store.writer.apply(logOf([opened('a', { rank: 3 }), moved('a', 'network')]));
      expect(await store.reader.get(matters, 'acme', 'a')).toEqual({
        id: 'a',
        subject: 'Matter a',
        queue: 'network',
        rank: 3,
        people: [],
        counted: 2,
      });
      expect(await store.reader.position()).toBe(2);
    });

    it('finds nothing where nothing happened', async () => {
      const store = open(samples);
      expect(await store.reader.get(matters, 'acme', 'a')).toBeUndefined();
      expect(await store.reader.page(matters, { tenant: 'acme', limit: 5 })).toEqual({ rows: [] });
      expect(await store.reader.count(matters, { tenant: 'acme' })).toBe(0);
      expect(await store.reader.countBy(matters, { tenant: 'acme' }, 'queue')).toEqual(new Map());
      expect(await store.reader.position()).toBe(0);
    });

    it('counts each event once, however often and overlapping it is offered', async () => {
      const store = open(samples);
      const log = logOf([opened('a'), moved('a', 'b'), opened('c'), moved('a', 'd')]);
      await store.writer.apply(log.slice(0, 2));
      await store.writer.apply(log.slice(0, 2));
      await store.writer.apply(log.slice(1, 4));
      await store.writer.apply(log);
      await store.writer.apply([]);
      expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({
        counted: 3,
        queue: 'd',
      });
      expect(await store.reader.get(arrivals, 'acme', 'b')).toEqual({ queue: 'b', count: 1 });
      expect(await store.reader.position()).toBe(4);
    });

    it('goes on where it was when it is opened again', async () => {
      const log = logOf([opened('a'), moved('a', 'b'), moved('a', 'c')]);
      const store = open(samples);
      await store.writer.apply(log.slice(0, 2));
      await store.close();
      const again = open(samples);
      expect(await again.reader.position()).toBe(2);
      await again.writer.apply(log);
      expect(await again.reader.get(matters, 'acme', 'a')).toMatchObject({
        counted: 3,
        queue: 'c',
      });
    });

    it('removes a row, and lets it come again', async () => {
      const store = open(samples);
      const query = { tenant: 'acme', search: 'ana', where: { people: 'ana' }, limit: 5 };
      await store.writer.apply(logOf([opened('a', { people: ['ana'] }), told('a', 'Removed')]));
      expect(await store.reader.get(matters, 'acme', 'a')).toBeUndefined();
      await store.writer.apply(logOf([opened('a', { people: ['ana'] })], 3));
      expect(await store.reader.count(matters, query)).toBe(1);
      await store.writer.apply(logOf([told('a', 'Removed')], 4));
      expect(await store.reader.count(matters, query)).toBe(0);
      await store.writer.apply(logOf([opened('a'), told('a', 'Removed'), opened('a')], 5));
      expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: 1 });
      expect(await store.reader.count(matters, query)).toBe(0);
    });

    it('leaves a row alone when the view has nothing to say', async () => {
      const store = open(samples);
      await store.writer.apply(logOf([told('a', 'Seen'), opened('b'), told('b', 'Seen')]));
      expect(await store.reader.get(matters, 'acme', 'a')).toBeUndefined();
      expect(await store.reader.get(matters, 'acme', 'b')).toMatchObject({ counted: 1 });
      expect(await store.reader.position()).toBe(3);
    });

    it('looks at no stream of another aggregate', async () => {
      const store = open([{ ...matters, of: 'mat' }]);
      await store.writer.apply(logOf([opened('a')]));
      expect(await store.reader.count(matters, { tenant: 'acme' })).toBe(0);
    });

    it('keeps what it answers with apart from what it keeps', async () => {
      const store = open(samples);
      await store.writer.apply(logOf([opened('a', { people: ['ana'] })]));
      const row = await store.reader.get(matters, 'acme', 'a');
      (row!.people as string[]).push('ben');
      await store.writer.apply(logOf([moved('a', 'b')], 2));
      expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({ people: ['ana'] });
    });

    it('never mixes tenants, even where all their names are equal', async () => {
      const [alone, both] = [open([matters, arrivals]), open(samples)];
      await alone.close();
      await both.writer.apply(logOf(twoMatters('acme')));
      const before = await dumpOf(both, 'acme');
      await both.writer.apply(
        logOf([...twoMatters('ac'), ...twoMatters('acme2'), told('a', 'Removed', 'ac')], 4),
      );
      expect(await dumpOf(both, 'acme')).toEqual(before);
      expect(await both.reader.count(matters, { tenant: 'ac' })).toBe(1);
      expect(await both.reader.count(matters, { tenant: 'acme2', search: 'ana' })).toBe(1);
      expect(
        await both.reader.count(matters, {
          tenant: 'acme',
          search: 'ana',
          where: { people: 'ana' },
        }),
      ).toBe(1);
      expect(await both.reader.get(matters, '', 'a')).toBeUndefined();
      expect(await both.reader.count(matters, { tenant: 'nobody', search: 'matter' })).toBe(0);
    });
  });

  describe('a view whose code throws', () => {
    const fragile: typeof matters = {
      ...matters,
      name: 'fragile',
      when: {
        ...matters.when,
        Broken: () => {
          throw new Error('I cannot fold this.');
        },
      },
    };
    const log = logOf([opened('a'), moved('a', 'b'), told('a', 'Broken'), moved('a', 'c')]);

    it('stands still before that event, tells why, and holds up no other view', async () => {
      const store = open([fragile, ...samples]);
      await store.writer.apply(log);
      await store.writer.apply(logOf([moved('a', 'd')], 5));
      expect(await store.reader.get(fragile, 'acme', 'a')).toMatchObject({
        queue: 'b',
        counted: 2,
      });
      expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({ queue: 'd' });
      expect(await store.reader.position()).toBe(5);
      expect(await store.reader.states()).toContainEqual({
        view: 'fragile',
        version: 1,
        position: 2,
        fault: expect.stringContaining('I cannot fold this.'),
      });
    });

    it('is tried again when the store is opened again, and goes on once it is mended', async () => {
      const store = open([fragile, ...samples]);
      await store.writer.apply(log);
      await store.close();
      const mended = open([{ ...fragile, when: matters.when }, ...samples]);
      expect(await mended.reader.position()).toBe(2);
      await mended.writer.apply(log.slice(2));
      expect(await mended.reader.get(fragile, 'acme', 'a')).toMatchObject({
        queue: 'c',
        counted: 3,
      });
      expect(await mended.reader.get(matters, 'acme', 'a')).toMatchObject({
        queue: 'c',
        counted: 3,
      });
      expect((await mended.reader.states()).filter(({ fault }) => fault)).toEqual([]);
    });

    it('is at fault too when a column holds what it cannot', async () => {
      const wrong = { ...fragile, columns: { rank: { type: 'integer', of: () => 1.5 } } } as const;
      const store = open([{ ...wrong, indexes: [], crossTenant: [] }, ...samples]);
      await store.writer.apply(log);
      expect(await store.reader.count(fragile, { tenant: 'acme' })).toBe(0);
      expect(await store.reader.states()).toContainEqual(
        expect.objectContaining({ fault: expect.stringContaining('rank') }),
      );
      expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({ queue: 'c' });
    });

    it('is as far as was offered when all views stand still', async () => {
      const store = open([fragile]);
      await store.writer.apply(log);
      expect(await store.reader.position()).toBe(4);
    });
  });
};
