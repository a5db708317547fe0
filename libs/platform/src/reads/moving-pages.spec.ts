import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { idOf, MemoryViewStore, type Message, type Scalar, type View } from '#eventing';
import { recordedAs } from '#eventing/testing';

import { pageOfMoving } from './moving-pages.js';

type Ranked = Message<'Ranked', { readonly rank: number }>;

interface Item {
  readonly id: string;
  readonly rank: number;
  readonly changed: number;
}

const items: View<Ranked, Item> = {
  name: 'items',
  version: 1,
  of: 'item',
  columns: {
    rank: { type: 'integer', of: ({ rank }) => rank },
    changed: { type: 'integer', of: ({ changed }) => changed },
  },
  indexes: [['rank'], ['changed']],
  when: {
    Ranked: (_, { stream, position, data }) => ({
      id: idOf(stream),
      rank: data.rank,
      changed: position,
    }),
  },
};

const context = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'agent', id: 'ana' },
  at: '2026-01-05T09:00:00.000Z',
  correlation: 'story',
} as const;

/** Items, and a way to give one another rank. */
const desk = () => {
  const store = new MemoryViewStore([items]);
  let position = 0;
  const rank = async (item: number, to: number) => {
    const [event] = recordedAs<Ranked>(`item-acme-i${item}`, context, [
      { type: 'Ranked', data: { rank: to } },
    ]);
    position += 1;
    await store.writer.apply([{ ...event!, position }]);
  };
  return { reader: store.reader, rank };
};

type Changes = readonly (readonly [item: number, rank: number])[];

/** Reads every page, while something changes between each two. */
const readAll = async (ranks: readonly number[], between: readonly Changes[], how: object) => {
  const { reader, rank } = desk();
  for (const [item, to] of ranks.entries()) await rank(item, to);
  const query = { tenant: 'acme', order: [{ column: 'rank' }], limit: 2, ...how };
  const list = { views: reader, view: items, query, changed: 'changed' };
  const seen: string[] = [];
  let next: readonly Scalar[] | undefined;
  let pages = 0;
  do {
    const page = await pageOfMoving<Item>(list, next);
    seen.push(...page.rows.map(({ id }) => id));
    for (const [item, to] of between[pages] ?? []) await rank(item % ranks.length, to);
    ({ next } = page);
    pages += 1;
  } while (next);
  return { seen, pages };
};

const rankOf = fc.integer({ min: 0, max: 9 });
const changes = fc.array(fc.tuple(fc.nat(20), rankOf), { maxLength: 4 });

describe('pages of rows that change what they are sorted by', () => {
  it('miss no row that was there from the first page to the last', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(rankOf, { minLength: 1, maxLength: 12 }),
        fc.array(changes, { maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        async (ranks, between, limit, descending) => {
          const order = [{ column: 'rank', descending }];
          const { seen } = await readAll(ranks, between, { limit, order });
          expect(new Set(seen).size).toBe(ranks.length);
        },
      ),
      { numRuns: 300 },
    ));

  it('come once each, and end, where nothing changes', async () => {
    const { seen, pages } = await readAll([3, 1, 2, 5, 4], [], {});
    expect([seen, pages]).toEqual([['i1', 'i2', 'i0', 'i4', 'i3'], 3]);
  });

  it('list again, as they are now, only those that changed', async () => {
    const { seen } = await readAll([1, 2, 3, 4, 5], [[[4, 0]]], {});
    expect(seen).toEqual(['i0', 'i1', 'i2', 'i3', 'i4']);
  });
});
