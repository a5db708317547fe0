import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { handling, MemoryEventStore, streamOf } from '#eventing';
import { originDecider, originIdOf, ticketDecider } from '#tickets';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moment, text } from '../cells.js';
import { noProgress } from '../progress.js';
import { histories } from './histories.js';
import { importerOf } from './history.js';
import { reportText } from './report.js';
import type { HistoryEntry, Source } from './source.js';

const folder = mkdtempSync(join(tmpdir(), 'amends-history-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A row of a system that counts nothing and has no priorities, but knows who did what. */
interface Call extends HistoryEntry {
  readonly caller: string;
  readonly words: string;
  readonly clerk: string;
}

const calls: Source<Call> = {
  system: 'calls',
  title: 'a list of calls',
  columns: {
    ticket: ['id', text],
    openedAt: ['opened', moment],
    updatedAt: ['at', moment],
    state: ['state', text],
    caller: ['caller', text],
    words: ['words', text],
    clerk: ['clerk', text],
  },
  opens: ({ ticket, caller, words, clerk }) => ({
    type: 'OpenTicket',
    by: { kind: 'agent', id: clerk },
    onBehalfOf: caller,
    data: {
      kind: 'incident',
      subject: words,
      requester: { id: caller },
      origin: { system: 'calls', id: ticket },
    },
  }),
  remembers: (_, entry) => entry,
  facts: {
    said: ({ words }, before) =>
      before && words !== before.words ? { type: 'AddNote', data: { text: words } } : undefined,
  },
  states: {},
  gaps: {},
  left: {},
};

const file = join(folder, 'calls.csv');
writeFileSync(
  file,
  [
    'id,opened,at,state,caller,words,clerk',
    'C1,01-02-2016 08:00,01-02-2016 08:00,open,kim,It drips,ana',
    'C1,01-02-2016 08:00,01-02-2016 09:00,open,kim,It pours,ana',
    'C1,01-02-2016 08:00,01-02-2016 09:00,open,kim,It floods,ana',
  ].join('\n'),
);

let store: MemoryEventStore;
beforeEach(() => {
  store = new MemoryEventStore();
});

const imported = (source: Source<Call> = calls, from = file) =>
  importerOf(source).importHistory({
    file: from,
    store,
    tenant: 'acme',
    isDryRun: false,
    now: () => '2026-11-24T08:00:00.000Z',
    signal: new AbortController().signal,
    progress: noProgress,
  });

const events = async () =>
  (await store.readAll({ limit: 100 })).filter(({ stream }) => stream.startsWith('ticket-'));

describe('the tables of systems', () => {
  it('are all in the list, and so in the command line and its help', () => {
    const files = globSync('libs/importing/src/history/*.source.ts');
    const systems = files.map((one) => /system: '([a-z]+)'/.exec(readFileSync(one, 'utf8'))![1]);
    expect(histories.map(({ system }) => system).toSorted()).toEqual(systems.toSorted());
  });
});

describe('a system that counts no updates and has no priorities', () => {
  it('tells who did it for whom, and every row of one minute counts', async () => {
    const report = await imported();
    expect(report.misfits).toEqual([]);
    const found = await events();
    expect(found.map(({ type }) => type)).toEqual(['TicketOpened', 'NoteAdded', 'NoteAdded']);
    expect(found[0]!.meta).toMatchObject({
      actor: { kind: 'agent', id: 'ana' },
      onBehalfOf: 'kim',
      occurredAt: '2016-02-01T08:00:00.000Z',
    });
  });

  it('is not compared in what it does not tell', async () => {
    const said = reportText(await imported()).join('\n');
    expect(said).not.toMatch(/Priority|Reopenings|Reassignments|do not say|counterpart/);
  });

  it('adds nothing when it is imported again', async () => {
    await imported();
    const head = await store.head();
    const again = await imported();
    expect(again).toMatchObject({ eventsAdded: 0, otherwise: [], elsewhere: [] });
    expect(await store.head()).toBe(head);
  });
});

describe('an import that goes on where another one ended', () => {
  const rows = [
    'id,opened,at,state,caller,words,clerk',
    'C2,01-02-2016 08:00,01-02-2016 08:00,open,kim,It drips,ana',
    'C2,01-02-2016 08:00,01-02-2016 09:00,open,kim,It pours,ana',
    'C2,01-02-2016 08:00,01-02-2016 10:00,open,kim,It floods,ana',
  ];
  const fileOf = (count: number) => {
    const path = join(folder, `first-${count}.csv`);
    writeFileSync(path, rows.slice(0, count).join('\n'));
    return path;
  };

  it('adds each row that is new, also where an earlier one has the same number', async () => {
    await imported(calls, fileOf(3));
    expect(await imported(calls, fileOf(4))).toMatchObject({ eventsAdded: 1, misfits: [] });
    expect((await events()).map(({ data }) => (data as { text?: string }).text)).toEqual([
      undefined,
      'It pours',
      'It floods',
    ]);
  });
});

describe('a table that was corrected, run again', () => {
  it.each<[string, Partial<Source<Call>>]>([
    [
      'a step more',
      { states: { open: { enters: () => ({ type: 'AddNote', data: { text: 'Opened' } }) } } },
    ],
    ['a step less', { facts: {} }],
    ['another word', { opens: (first) => ({ ...calls.opens({ ...first, words: 'Water' }) }) }],
  ])('names the tickets that it would make otherwise, and adds nothing: %s', async (_, change) => {
    await imported();
    const head = await store.head();
    const report = await imported({ ...calls, ...change });
    expect(report).toMatchObject({ eventsAdded: 0, otherwise: ['C1'] });
    expect(reportText(report).join('\n')).toContain('made otherwise now');
    expect(await store.head()).toBe(head);
  });

  it('finds a ticket again that it would open at another moment', async () => {
    await imported();
    const head = await store.head();
    const later = (cell: string) => moment(cell.replace('08:00', '08:30'));
    const columns = { ...calls.columns, openedAt: ['opened', later] } as Source<Call>['columns'];
    expect((await imported({ ...calls, columns })).elsewhere).toHaveLength(1);
    expect(await store.head()).toBe(head);
  });
});

describe('a ticket that was opened over HTTP for the same origin', () => {
  const ticket = '01990000-0000-7000-8000-000000000001';
  const context = {
    id: '01990000-0000-7000-8000-000000000002',
    tenant: 'acme',
    by: { kind: 'integration', id: 'calls' },
    at: '2026-11-24T07:00:00.000Z',
    correlation: 'request',
  } as const;
  const origin = { system: 'calls', id: 'C1' };

  it('stays the only one: nothing is added to it, and the report names it', async () => {
    const claim = { ...context, type: 'ClaimOrigin', data: { ticket } } as const;
    await handling(store, originDecider)(originIdOf(origin), claim);
    const data = { kind: 'incident', subject: 'Wet', requester: { id: 'kim' }, origin } as const;
    await handling(store, ticketDecider())(ticket, { ...context, type: 'OpenTicket', data });
    const head = await store.head();
    const report = await imported();
    expect(report).toMatchObject({
      isComplete: true,
      eventsAdded: 0,
      elsewhere: [{ ticket: 'C1', here: ticket }],
    });
    expect(reportText(report).join('\n')).toContain(`C1 is ${ticket}`);
    expect(await store.head()).toBe(head);
  });

  it('finds the imported one when it comes after the import', async () => {
    await imported();
    const stream = streamOf('origin', 'acme', originIdOf(origin));
    const [claimed] = await store.read(stream);
    const [opened] = await events();
    expect(opened!.stream).toContain((claimed!.data as { ticket: string }).ticket);
  });
});
