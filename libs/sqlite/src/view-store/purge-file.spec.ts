import { logOf, matters, moved, opened, samples } from '#eventing/testing';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteViewStore } from './sqlite-view-store.js';

const COUNT = 400;
const names = Array.from({ length: COUNT }, (_, index) => `Namesake${index}of${index * 7919}`);

/** Rows that grow and shrink, so that SQLite moves them about. */
const lives = (said: (name: string) => string) => [
  ...names.map((name, index) => opened(`m${index}`, { subject: said(name), people: [name] })),
  ...[7, 20, 1].flatMap((length) =>
    names.map((_, index) => moved(`m${index}`, 'queue '.repeat((index % 97) * length))),
  ),
];

describe('cleansing the file of the views', () => {
  let folder: string;
  let store: SqliteViewStore;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'amends-cleanse-'));
    store = SqliteViewStore.open(join(folder, 'views.db'), samples);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  /** How many of the names are in any file, as they are or as they are searched for. */
  const found = () => {
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
    return new Set(texts.flatMap((text) => text.match(/Namesake\d+of\d+/gi) ?? [])).size;
  };

  const refolded = async () => {
    const events = logOf(lives(() => '[erased]')).map((event) => ({
      ...event,
      data: { ...(event.data as object), ...(event.type === 'Opened' && { people: [] }) },
    }));
    const places = names.map((_, index) => ({ tenant: 'acme', key: `m${index}` }));
    await store.purger.reproject(matters, places, events as never, events.length);
  };

  it('leaves no byte of what was in rows, columns, sets and words', async () => {
    await store.writer.apply(logOf(lives((name) => name)));
    await refolded();
    await store.purger.purge();

    expect(found()).toBe(0);
    expect(await store.reader.count(matters, { tenant: 'acme', search: 'erased' })).toBe(COUNT);
  });

  it('is what takes it out: folding again alone does not', async () => {
    await store.writer.apply(logOf(lives((name) => name)));
    await refolded();

    expect(found()).toBeGreaterThan(0);
  });

  it('says so when somebody still reads what was there', async () => {
    await store.writer.apply(logOf([opened('a')]));
    await store.purger.purge();
    const reader = new DatabaseSync(join(folder, 'views.db'), { readOnly: true });
    reader.exec('begin');
    reader.prepare('select count(*) from generations').get();
    await expect(store.purger.purge()).rejects.toThrow('is being read');
    reader.close();

    await store.purger.purge();
    expect(await store.reader.count(matters, { tenant: 'acme' })).toBe(1);
  });

  it('waits for its turn when it is asked for twice', async () => {
    await store.writer.apply(logOf([opened('a')]));
    await Promise.all([
      store.purger.purge(),
      store.purger.purge(),
      store.writer.apply(logOf([opened('b')], 2)),
    ]);
    expect(await store.reader.count(matters, { tenant: 'acme' })).toBe(2);
  });
});
