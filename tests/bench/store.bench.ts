import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { eventIdOf, type NewEvent, newCommandId } from '#eventing';
import { SqliteEventStore } from '#sqlite';

import { type Figure, figure, held, timed } from './figures.js';

const WORDS = 'The tunnel drops every hour and I lose the call that I am in. '.repeat(4);

/** Two events of about 500 bytes each, as one command makes them. */
const pair = (): NewEvent[] => {
  const id = newCommandId(Date.now());
  const actor = { kind: 'customer', id: 'casey' } as const;
  const at = new Date().toISOString();
  const meta = { tenant: 'bench', actor, at, correlation: id, causation: id };
  return [0, 1].map((index) => ({
    id: eventIdOf(id, index),
    type: 'Noted',
    schema: 1,
    data: { text: WORDS, index },
    meta,
  }));
};

/** Appends to new streams until the store has `until` events, from so many callers at once. */
const fill = async (store: SqliteEventStore, until: number, callers: number, streams: string[]) => {
  let left = Math.max(0, until - (await store.head())) / 2;
  const call = async () => {
    while (left-- > 0) {
      const stream = `note-bench-${v7()}`;
      await store.append(stream, 0, pair());
      if (streams.length < 20_000) streams.push(stream);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
};

const WINDOW = 10_000;

/** Microseconds for one append, one page of 500 and one stream, at the size that the store has. */
const costs = async (store: SqliteEventStore, streams: string[]) => {
  const head = await store.head();
  const append = await timed(() => fill(store, head + WINDOW, 32, streams));
  const pages = Math.min(20, Math.floor(head / 500));
  const page = await timed(async () => {
    for (let index = 0; index < pages; index += 1)
      await store.readAll({ after: Math.floor((head / pages) * index) - 1, limit: 500 });
  });
  const stream = await timed(async () => {
    for (let index = 0; index < 2000; index += 1)
      await store.read(streams[(index * 7919) % streams.length]!);
  });
  return { append: append / (WINDOW / 2), page: page / pages, stream: stream / 2000 };
};

const micro = (what: string, milliseconds: number) => figure(what, milliseconds * 1000, 'µs');

const compared = (what: string, small: number, large: number): Figure =>
  held(figure(what, large / small, '×'), 'at most 1.2', large / small <= 1.2);

const at = (events: number) => `at ${events.toLocaleString('en')} events`;

/** The log alone: what an append and a page cost when it is small, and when it is large. */
export const storeBench = async (small: number, large: number): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'amends-store-'));
  const store = SqliteEventStore.open(join(folder, 'log.db'));
  const streams: string[] = [];
  await fill(store, small, 32, streams);
  const first = await costs(store, streams);
  await fill(store, large, 32, streams);
  const second = await costs(store, streams);
  await store.close();
  rmSync(folder, { recursive: true });
  return [
    micro(`an append of two events, 32 callers, ${at(small)}`, first.append),
    micro(`an append of two events, 32 callers, ${at(large)}`, second.append),
    compared('append: large / small', first.append, second.append),
    micro(`a page of 500 events of the log, ${at(small)}`, first.page),
    micro(`a page of 500 events of the log, ${at(large)}`, second.page),
    compared('page: large / small', first.page, second.page),
    micro(`a stream of two events, ${at(small)}`, first.stream),
    micro(`a stream of two events, ${at(large)}`, second.stream),
    compared('stream: large / small', first.stream, second.stream),
  ];
};
