import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventStore, handling, MemoryEventStore } from '#eventing';
import { readersFor, type RecordCommand, recordDecider, settingsWith } from '#records';

import { noProgress } from '../progress.js';
import { type ImportingRecords, importRecords } from './records.js';
import { recordsText } from './report.js';

const folder = mkdtempSync(join(tmpdir(), 'amends-records-'));
afterAll(() => rmSync(folder, { recursive: true }));

const settings = settingsWith(readersFor({ country: 'EG' }));
const tenant = 'acme';
const file = join(folder, 'customers.csv');

const nights = ['2026-11-22', '2026-11-23', '2026-11-24'] as const;

/** One night's import of these rows. */
const importing = (
  store: EventStore,
  rows: readonly string[],
  other: Partial<ImportingRecords> & { readonly night?: number } = {},
) => {
  const { night = 0, ...options } = other;
  writeFileSync(file, ['customer,row,name,telephone', ...rows].join('\n'));
  return importRecords({
    file,
    system: 'crm',
    store,
    tenant,
    settings,
    isDryRun: false,
    showsValues: false,
    now: () => `${nights[night]}T02:00:00.000Z`,
    signal: new AbortController().signal,
    progress: noProgress,
    ...options,
  });
};

const ask = (store: EventStore, command: Pick<RecordCommand, 'type' | 'data'>, at: string) =>
  handling(store, recordDecider(settings))('salma', {
    ...command,
    id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
    tenant,
    by: { kind: 'customer', id: 'salma' },
    at,
    correlation: 'story',
  } as RecordCommand);

const salma = 'salma,1,Salma Hasan,0100 1234567';
const corrected = {
  type: 'MakeClaim',
  data: { customer: 'salma', field: 'name', value: 'Salma Hassan', assurance: 'authenticated' },
} as const;

describe('importing records', () => {
  it('adds nothing by the same row, tonight or tomorrow', async () => {
    const store = new MemoryEventStore();
    expect(await importing(store, [salma])).toMatchObject({ changed: 1, eventsAdded: 4 });
    for (const night of [0, 1])
      expect(await importing(store, [salma], { night })).toMatchObject({
        changed: 0,
        unchanged: 1,
        eventsAdded: 0,
      });
  });

  it('goes there and back when a system does', async () => {
    const store = new MemoryEventStore();
    const other = salma.replace('Hasan', 'Hussein');
    for (const [night, row] of [salma, other, salma].entries())
      expect(await importing(store, [row], { night })).toMatchObject({ changed: 1 });
    expect(await store.head()).toBe(4 + 2 + 2);
  });

  it('makes ids that tell nothing of what is said', async () => {
    const ids = async (row: string) => {
      const store = new MemoryEventStore();
      await importing(store, [row]);
      return (await store.readAll({ limit: 10 })).map(({ id }) => id);
    };
    expect(await ids(salma)).toEqual(await ids(salma.replace('Salma Hasan', 'Somebody Else')));
    expect(await ids(salma)).not.toEqual(await ids(salma.replace(',1,', ',2,')));
  });

  it('tells each night what a customer has said otherwise, and whether that is new', async () => {
    const store = new MemoryEventStore();
    await importing(store, [salma]);
    await ask(store, corrected, '2026-11-22T09:00:00.000Z');
    const head = await store.head();
    const contested = { line: 2, customer: 'salma', field: 'name', stays: 'customer' };
    const tried = await importing(store, [salma], { night: 1, isDryRun: true });
    expect(tried.contested.listed).toEqual([{ ...contested, isNew: true }]);
    expect(await store.head()).toBe(head);
    const first = await importing(store, [salma], { night: 1 });
    expect(first.contested.listed).toEqual([{ ...contested, isNew: true }]);
    const second = await importing(store, [salma], { night: 2, showsValues: true });
    expect(second).toMatchObject({ eventsAdded: 0 });
    expect(second.contested.listed).toEqual([
      { ...contested, isNew: false, here: 'Salma Hassan', there: 'Salma Hasan' },
    ]);
    expect(recordsText(second)).toContain(
      '  line 2, salma: name: what the customer said stays, as before. Here: Salma Hassan. There: Salma Hasan.',
    );
  });

  it('lets each customer and each row through once', async () => {
    const store = new MemoryEventStore();
    const rows = [salma, 'salma,2,Salma,', 'sam,1,Sam,', 'ines,3,Inès,'];
    expect((await importing(store, rows)).misfits.listed).toEqual([
      { line: 3, customer: 'salma', sentence: 'This customer is already in line 2.' },
      { line: 4, customer: 'sam', sentence: 'This row is already in line 2.' },
    ]);
  });

  it('tells every night what cannot be read, and its words to anyone who asks', async () => {
    const store = new MemoryEventStore();
    for (const [night, showsValues] of [false, true].entries()) {
      const { misfits } = await importing(store, ['sam,1,Sam,none'], { night, showsValues });
      expect(misfits.listed).toEqual([
        {
          line: 2,
          customer: 'sam',
          sentence:
            'telephone: this cannot be read as a telephone number. The rest of the row counts.',
          ...(showsValues && { value: 'none' }),
        },
      ]);
    }
  });

  it('tells what is refused, and goes on', async () => {
    const store = new MemoryEventStore();
    await importing(store, [salma]);
    const erase = {
      type: 'EraseRecord',
      data: { customer: 'salma', legalBasis: 'GDPR 17' },
    } as const;
    await ask(store, erase, '2026-11-22T09:00:00.000Z');
    expect(await importing(store, [salma, 'sam,2,Sam,'], { night: 1 })).toMatchObject({
      changed: 1,
      unchanged: 0,
      misfits: {
        listed: [
          { line: 2, sentence: expect.stringMatching(/^It was refused: .*\(record.erased\)/) },
        ],
      },
    });
  });

  it('lists no more than anybody reads of a file that does not fit at all', async () => {
    const rows = Array.from({ length: 10_050 }, () => 'no customer at all');
    const report = await importing(new MemoryEventStore(), rows);
    expect(report).toMatchObject({ rows: 10_050, misfits: { count: 10_050 } });
    expect(report.misfits.listed).toHaveLength(10_000);
    expect(recordsText(report)).toContain('  and 10030 more: see --report or --json.');
  });
});
