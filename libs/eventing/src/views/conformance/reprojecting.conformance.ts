import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../messages.js';
import type { ViewStore } from '../view-store.js';
import type { AnyView, View } from '../view.js';
import {
  arrivals,
  dumpOf,
  logOf,
  matters,
  type MatterEvent,
  moved,
  opened,
  samples,
  told,
} from './matters.fixture.js';

type Open = (views: readonly AnyView[]) => ViewStore;

const said = (subject: string) => [
  opened('a', { subject, people: ['ana'] }),
  opened('b', { subject: 'Another matter' }),
  moved('a', 'x'),
  moved('b', 'x'),
  opened('a', { subject }, 'other'),
  moved('a', 'y'),
];

const before = logOf(said('My name is Ana Lima'));
const after = logOf(said('[erased]'));

const a = [{ tenant: 'acme', key: 'a' }];

const ofA = (events: readonly RecordedEvent[]) =>
  events.filter(({ stream }) => stream === 'matter-acme-a');

/** Making rows again because events read otherwise now. */
export const reprojectingConformance = (open: Open) => {
  describe('folding rows again', () => {
    it('makes them as if the events had always read so, and leaves the others alone', async () => {
      const store = open(samples);
      await store.writer.apply(before);
      expect(await store.purger.reproject(matters, a, ofA(after), 6)).toBe(true);

      expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({
        subject: '[erased]',
        queue: 'y',
        counted: 3,
      });
      expect(await store.reader.get(matters, 'other', 'a')).toMatchObject({
        subject: 'My name is Ana Lima',
      });
      expect(await store.reader.count(matters, { tenant: 'acme', search: 'lima' })).toBe(0);
      expect(await store.reader.count(matters, { tenant: 'acme', search: 'erased' })).toBe(1);
      expect(await store.reader.count(matters, { tenant: 'other', search: 'lima' })).toBe(1);
      expect(await store.reader.countBy(matters, { tenant: 'acme' }, 'queue')).toEqual(
        new Map([
          ['x', 1],
          ['y', 1],
        ]),
      );
    });

    it('counts on from there', async () => {
      const store = open(samples);
      await store.writer.apply(before);
      await store.purger.reproject(matters, a, ofA(after), 6);
      await store.writer.apply(logOf([moved('a', 'z')], 7));

      expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({
        subject: '[erased]',
        queue: 'z',
        counted: 4,
      });
      expect(await store.reader.position()).toBe(7);
    });

    it('takes no event into account that the view has not counted', async () => {
      const store = open(samples);
      await store.writer.apply(before.slice(0, 3));
      expect(await store.purger.reproject(matters, a, ofA(after), 6)).toBe(true);
      expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({
        queue: 'x',
        counted: 2,
      });
      await store.writer.apply(before.slice(3));
      expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({
        subject: '[erased]',
        queue: 'y',
        counted: 3,
      });
    });

    it('refuses when the view has counted more than it was told', async () => {
      const store = open(samples);
      await store.writer.apply(before);
      expect(await store.purger.reproject(matters, a, ofA(after.slice(0, 5)), 5)).toBe(false);
      expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({
        subject: 'My name is Ana Lima',
        queue: 'y',
      });
    });

    it('folds rows that several streams make, from the events of all of them', async () => {
      const store = open(samples);
      await store.writer.apply(before);
      const x = [{ tenant: 'acme', key: 'x' }];
      expect(await store.purger.reproject(arrivals, x, after, 6)).toBe(true);
      expect((await dumpOf(store, 'acme')).arrivals).toEqual([
        { queue: 'x', count: 2 },
        { queue: 'y', count: 1 },
      ]);
    });

    it('removes a row that is gone, and passes over one that never was', async () => {
      const store = open(samples);
      await store.writer.apply(before);
      const gone = logOf([...said('[erased]'), told('a', 'Removed')]);
      await store.writer.apply(
        gone.slice(6).map((event) => ({ ...event, type: 'Seen' }) as RecordedEvent),
      );
      const rows = [...a, { tenant: 'acme', key: 'nobody' }, { tenant: 'new', key: 'a' }];
      expect(await store.purger.reproject(matters, rows, ofA(gone), 7)).toBe(true);

      expect(await store.reader.get(matters, 'acme', 'a')).toBeUndefined();
      expect(await store.reader.count(matters, { tenant: 'acme', search: 'lima' })).toBe(0);
      expect(await store.reader.count(matters, { tenant: 'acme' })).toBe(1);
      expect(await store.reader.count(matters, { tenant: 'new' })).toBe(0);
    });

    it('folds them again in a copy that is being built as well', async () => {
      const store = open(samples);
      await store.writer.apply(before);
      await store.rebuilder.beginRebuild(matters);
      await store.rebuilder.fill(matters, before.slice(0, 3));
      expect(await store.purger.reproject(matters, a, ofA(after), 6)).toBe(true);
      await store.rebuilder.fill(matters, after.slice(3));
      expect(await store.rebuilder.swap(matters)).toBe(true);

      expect(await store.reader.get(matters, 'acme', 'a')).toMatchObject({
        subject: '[erased]',
        queue: 'y',
        counted: 3,
      });
      expect(await store.reader.count(matters, { tenant: 'acme', search: 'lima' })).toBe(0);
    });

    it('says which view cannot be folded any more, and leaves its rows', async () => {
      const narrow: View<MatterEvent, { readonly subject: string }> = {
        name: 'narrow',
        version: 1,
        of: 'matter',
        columns: {},
        indexes: [],
        when: {
          Opened: (_, { data }) => {
            if (data.subject === '[erased]') throw new Error('I cannot fold this.');
            return { subject: data.subject };
          },
        },
      };
      const store = open([narrow]);
      await store.writer.apply(before);

      await expect(store.purger.reproject(narrow, a, ofA(after), 6)).rejects.toThrow('narrow');
      expect(await store.reader.get(narrow, 'acme', 'a')).toBeDefined();
    });
  });

  describe('cleansing', () => {
    it('changes nothing that is shown, and lets the views go on', async () => {
      const store = open(samples);
      await store.writer.apply(before.slice(0, 4));
      await store.rebuilder.beginRebuild(matters);
      const shown = await dumpOf(store, 'acme');
      const cleansing = store.purger.purge();
      const applying = store.writer.apply(before.slice(4));
      expect(await dumpOf(store, 'acme')).toMatchObject({ found: shown.found });
      await cleansing;
      await applying;
      await store.writer.apply(logOf([moved('b', 'end')], 7));
      await store.rebuilder.fill(matters, [...before, ...logOf([moved('b', 'end')], 7)]);
      expect(await store.rebuilder.swap(matters)).toBe(true);

      expect(await store.reader.position()).toBe(7);
      expect(await store.reader.get(matters, 'acme', 'b')).toMatchObject({
        queue: 'end',
        counted: 3,
      });
      expect(await store.reader.count(matters, { tenant: 'acme', search: 'lima' })).toBe(1);
    });
  });
};
