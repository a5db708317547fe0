/* oxlint-disable unicorn/no-array-fill-with-reference-type -- it is a view that is filled */
import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../messages.js';
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

const log = logOf([
  opened('a', { people: ['ana'] }),
  opened('b'),
  moved('a', 'x'),
  moved('b', 'y'),
  told('b', 'Removed'),
  moved('a', 'z'),
  opened('c', {}, 'other'),
  moved('a', 'y'),
]);

export const rebuildingConformance = (open: Open) => {
  describe('rebuilding a view', () => {
    it('builds a copy beside the one that serves, and swaps it in', async () => {
      const store = open(samples);
      await store.writer.apply(log);
      const before = [await dumpOf(store, 'acme'), await dumpOf(store, 'other')];
      expect(await store.rebuilder.beginRebuild(matters)).toEqual({ position: 0 });
      expect(await store.rebuilder.fill(matters, log.slice(0, 3))).toBe(3);
      expect(await store.reader.states()).toContainEqual({
        view: 'matters',
        version: 1,
        position: 8,
        rebuilding: 3,
      });
      expect(await dumpOf(store, 'acme')).toEqual(before[0]);
      expect(await store.rebuilder.swap(matters)).toBe(false);
      expect(await store.rebuilder.fill(matters, log)).toBe(8);
      expect(await store.rebuilder.swap(matters)).toBe(true);
      expect([await dumpOf(store, 'acme'), await dumpOf(store, 'other')]).toEqual(before);
      expect(await store.reader.states()).toContainEqual({
        view: 'matters',
        version: 1,
        position: 8,
      });
      await store.writer.apply(logOf([moved('a', 'end')], 9));
      expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({
        queue: 'end',
        counted: 5,
      });
    });

    it('goes on where it was when it was stopped half way', async () => {
      const store = open(samples);
      await store.writer.apply(log.slice(0, 6));
      await store.rebuilder.beginRebuild(matters);
      await store.rebuilder.fill(matters, log.slice(0, 4));
      await store.close();
      const again = open(samples);
      expect(await again.rebuilder.beginRebuild(matters)).toEqual({ position: 4 });
      await again.writer.apply(log.slice(6));
      expect(await again.rebuilder.fill(matters, log)).toBe(8);
      expect(await again.rebuilder.swap(matters)).toBe(true);
      expect(await again.reader.get(matters, 'acme', 'a')).toMatchObject({
        queue: 'y',
        counted: 4,
      });
    });

    it('keeps a copy up that has come as far, so that a busy log cannot run away from it', async () => {
      const store = open(samples);
      await store.writer.apply(log.slice(0, 4));
      await store.rebuilder.beginRebuild(matters);
      await store.rebuilder.fill(matters, log.slice(0, 6));
      await store.writer.apply(log.slice(4));
      expect(await store.rebuilder.swap(matters)).toBe(true);
      expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({
        queue: 'y',
        counted: 4,
      });
      expect(await store.reader.count(matters, { tenant: 'acme' })).toBe(1);
    });

    it('neither fills nor swaps a copy whose code throws, and goes on once it is mended', async () => {
      const when = {
        ...matters.when,
        Removed: () => {
          throw new Error('No.');
        },
      };
      const broken = open([{ ...matters, when }]);
      await broken.writer.apply(log.slice(0, 6));
      await broken.rebuilder.beginRebuild(matters);
      await expect(broken.rebuilder.fill(matters, log)).rejects.toThrow('No.');
      expect(await broken.rebuilder.swap(matters)).toBe(false);
      await broken.close();
      const mended = open([matters]);
      await mended.writer.apply(log.slice(0, 6));
      expect(await mended.rebuilder.swap(matters)).toBe(true);
      await mended.writer.apply(log);
      expect(await mended.reader.get(matters, 'acme', 'a')).toMatchObject({
        queue: 'y',
        counted: 4,
      });
    });

    it('throws when there is no copy', async () => {
      const store = open(samples);
      await expect(store.rebuilder.fill(matters, log)).rejects.toThrow('matters');
      await expect(store.rebuilder.swap(matters)).rejects.toThrow('matters');
    });
  });

  describe('a view that changed', () => {
    const newer: typeof matters = {
      ...matters,
      version: 2,
      columns: { ...matters.columns, subject: { type: 'text', of: ({ subject }) => subject } },
      indexes: [...matters.indexes, ['subject']],
      when: { ...matters.when, Seen: (row) => row && { ...row, subject: `${row.subject}!` } },
    };
    const events: readonly RecordedEvent[] = [...log, ...logOf([told('a', 'Seen')], 9)];

    it('is outdated when its version, its columns, its indexes or its search changed', async () => {
      const store = open(samples);
      expect(await store.rebuilder.outdated()).toEqual([]);
      await store.close();
      const { search: _, ...silent } = matters;
      for (const changed of [
        { ...matters, version: 2 },
        { ...matters, columns: newer.columns },
        { ...matters, indexes: [] },
        silent,
      ]) {
        const other = open([changed, arrivals]);
        expect((await other.rebuilder.outdated()).map(({ name }) => name)).toEqual(['matters']);
        await other.close();
      }
    });

    it('serves as it was until the copy is as far, and is asked for no new column before', async () => {
      const older = open(samples);
      await older.writer.apply(log);
      await older.close();

      const store = open([newer, arrivals]);
      const asked = { tenant: 'acme', where: { subject: 'Matter a!' } };
      await expect(store.reader.count(newer, asked)).rejects.toMatchObject({
        code: 'view.rebuilding',
      });
      expect(
        await store.reader.count(newer, { tenant: 'acme', where: { queue: 'y', people: 'ana' } }),
      ).toBe(1);
      await store.rebuilder.beginRebuild(newer);
      await store.rebuilder.fill(newer, events.slice(0, 5));
      await store.writer.apply(events.slice(8));
      expect(await store.reader.count(newer, { tenant: 'acme', search: 'matter' })).toBe(1);
      await store.close();

      const again = open([newer, arrivals]);
      expect(await again.rebuilder.beginRebuild(newer)).toEqual({ position: 5 });
      await again.rebuilder.fill(newer, events.slice(5));
      expect(await again.rebuilder.swap(newer)).toBe(true);
      expect(await again.rebuilder.outdated()).toEqual([]);
      expect(await again.reader.count(newer, asked)).toBe(1);
      expect(await again.reader.states()).toContainEqual({
        view: 'matters',
        version: 2,
        position: 9,
      });
    });

    it('starts the copy anew when it changed once more', async () => {
      const store = open(samples);
      await store.writer.apply(log);
      await store.rebuilder.beginRebuild(matters);
      await store.rebuilder.fill(matters, log.slice(0, 4));
      await store.close();
      const other = open([newer, arrivals]);
      expect(await other.rebuilder.beginRebuild(newer)).toEqual({ position: 0 });
      await other.rebuilder.fill(newer, log);
      expect(await other.rebuilder.swap(newer)).toBe(true);
      expect(await other.reader.get(newer, 'acme', 'a')).toMatchObject({ queue: 'y', counted: 4 });
    });

    it('keeps sets and columns right while it is outdated', async () => {
      const store = open(samples);
      await store.writer.apply(logOf([opened('a', { people: ['ana'] })]));
      await store.close();
      const people = { type: 'set', of: () => ['everybody'] } as const;
      const { counted, rank } = matters.columns;
      const changed = {
        ...matters,
        columns: { counted: counted!, rank: rank!, people },
        indexes: [],
      };
      const other = open([changed, arrivals]);
      await other.writer.apply(logOf([moved('a', 'x')], 2));
      expect(await other.reader.count(changed, { tenant: 'acme', where: { people: 'ana' } })).toBe(
        0,
      );
      expect(
        await other.reader.count(changed, { tenant: 'acme', where: { people: 'everybody' } }),
      ).toBe(1);
    });

    it('is filled from the start when it is new, and forgotten when it is removed', async () => {
      const store = open([matters]);
      await store.writer.apply(log);
      await store.close();
      const more = open(samples);
      expect(await more.reader.position()).toBe(0);
      await more.writer.apply(log);
      expect(await more.reader.get(arrivals, 'acme', 'y')).toEqual({ queue: 'y', count: 2 });
      expect(await more.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: 4 });
      await more.close();
      const less = open([arrivals]);
      expect((await less.reader.states()).map(({ view }) => view)).toEqual(['arrivals']);
    });
  });
};
