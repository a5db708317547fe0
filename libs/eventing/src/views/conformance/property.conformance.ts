import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ViewStore } from '../view-store.js';
import { keyOf, project, type AnyView } from '../view.js';
import {
  allPages,
  logOf,
  matters,
  samples,
  type Matter,
  type LoggedMatterEvent,
} from './matters.fixture.js';

type Open = (views: readonly AnyView[]) => ViewStore;

const matter = fc.constantFrom('a', 'b', 'c', 'd');
const tenant = fc.constantFrom('acme', 'ac');
const queue = fc.constantFrom('desk', 'network', '', null);
const rank = fc.constantFrom(1, 2, 3, null);
const person = fc.constantFrom('ana', 'أحمد', 'ben');
const subject = fc.constantFrom('printer jam', '打印机坏了', 'Müller', '');

const data: Readonly<Record<LoggedMatterEvent['type'], fc.Arbitrary<object>>> = {
  Opened: fc.record({ subject, queue, rank, people: fc.array(person, { maxLength: 3 }) }),
  Moved: fc.record({ queue }),
  Ranked: fc.record({ rank }),
  Joined: fc.record({ person }),
  Renamed: fc.record({ subject }),
  Seen: fc.constant({}),
  Broken: fc.constant({}),
  Removed: fc.constant({}),
};

const event = fc
  .constantFrom(...(Object.keys(data) as LoggedMatterEvent['type'][]), 'Opened', 'Moved', 'Ranked')
  .chain((type) =>
    fc.record({
      type: fc.constant(type),
      data: data[type as LoggedMatterEvent['type']],
      matter,
      tenant,
    }),
  ) as fc.Arbitrary<LoggedMatterEvent>;

const order = fc.uniqueArray(
  fc.record({
    column: fc.constantFrom('queue', 'rank', 'counted', 'lastQueue', 'lastRank'),
    descending: fc.boolean(),
  }),
  { selector: ({ column }) => column },
);

const where = fc.record(
  {
    queue: fc.oneof(queue, fc.array(queue, { maxLength: 2 }), fc.constant({ from: 'e' })),
    rank: fc.oneof(rank, fc.record({ from: rank, to: rank }, { requiredKeys: [] })),
    people: fc.oneof(person, fc.array(person, { maxLength: 2 })),
  },
  { requiredKeys: [] },
);

const query = fc.record(
  { tenant, where, order, search: fc.constantFrom('', 'print', 'احمد', '打印', 'muller') },
  { requiredKeys: ['tenant'] },
);

/** The rows as a plain fold of the whole log gives them, without any store. */
const naive = (events: ReturnType<typeof logOf>, of: string) => {
  const rows = new Map<string, Matter>();
  for (const recorded of events) {
    if (recorded.meta.tenant !== of) continue;
    const key = keyOf(matters, recorded);
    const row = project(matters, rows.get(key), recorded);
    if (row === null) rows.delete(key);
    else if (row !== undefined) rows.set(key, row);
  }
  return [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
};

/** Applies a log in batches that overlap as they happen to, with a rebuild in the middle. */
const feed = async (store: ViewStore, log: ReturnType<typeof logOf>, cuts: readonly number[]) => {
  for (const [index, cut] of cuts.entries()) {
    await store.writer.apply(log.slice(0, cut).slice(-8 - index));
    if (index === 1) await store.rebuilder.beginRebuild(matters);
    if (index === 2) await store.rebuilder.fill(matters, log.slice(0, cut));
  }
  await store.writer.apply(log);
  await store.rebuilder.beginRebuild(matters);
  await store.rebuilder.fill(matters, log);
  if (cuts.length % 2 === 0) await store.rebuilder.swap(matters);
};

/** Random events in random batches: the store, the reference and a naive fold show the same. */
export const propertyConformance = (
  open: Open,
  reference: (views: readonly AnyView[]) => ViewStore,
) =>
  it('shows what a naive fold shows, and pages as the plainest store does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 60 }),
        fc.array(fc.nat(8), { maxLength: 8 }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        async (events, steps, queries) => {
          const log = logOf(events);
          const cuts = steps.map((_, index) =>
            steps.slice(0, index + 1).reduce((sum, step) => sum + step, 0),
          );
          const [store, plain] = [open(samples), reference(samples)];
          await feed(store, log, cuts);
          await plain.writer.apply(log);
          for (const each of ['acme', 'ac'])
            expect((await store.reader.page(matters, { tenant: each, limit: 100 })).rows).toEqual(
              naive(log, each),
            );
          for (const asked of queries) {
            const expected = await allPages(plain, { ...asked, limit: 3 });
            expect(await allPages(store, { ...asked, limit: 2 })).toEqual(expected);
            expect(await store.reader.count(matters, asked)).toBe(expected.length);
            for (const column of ['queue', 'rank', 'people'])
              expect(await store.reader.countBy(matters, asked, column)).toEqual(
                await plain.reader.countBy(matters, asked, column),
              );
            const columns = { sum: 'rank', by: 'queue' };
            expect(await store.reader.sumBy(matters, asked, columns)).toEqual(
              await plain.reader.sumBy(matters, asked, columns),
            );
          }
          await Promise.all([store.close(), plain.close()]);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
