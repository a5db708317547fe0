import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  MemoryEventStore,
  newCommandId,
  Projector,
  type MessagesOf,
  type NewEvent,
  type Query,
  type View,
  type ViewReader,
} from '#eventing';
import { SqliteViewStore } from '#sqlite';

import { type Figure, figure, held, median, timed } from './figures.js';

type TaskEvent = MessagesOf<{
  TaskSet: { queue: string; dueAt: string | null; people: string[]; words: string };
}>;
type Task = TaskEvent['data'];

const tasks: View<TaskEvent, Task> = {
  name: 'tasks',
  version: 1,
  of: 'task',
  columns: {
    queue: { type: 'text', of: ({ queue }) => queue },
    dueAt: { type: 'text', nulls: 'last', of: ({ dueAt }) => dueAt },
    people: { type: 'set', of: ({ people }) => people },
  },
  indexes: [['dueAt'], ['queue', 'dueAt']],
  crossTenant: ['dueAt'],
  search: ({ words }) => words,
  when: { TaskSet: (_, { data }) => data },
};

const MINUTE = 60_000;
const START = Date.parse('2026-01-05T09:00:00.000Z');
const momentOf = (index: number) => new Date(START + index * MINUTE).toISOString();

const meta: NewEvent['meta'] = {
  tenant: 'acme',
  actor: { kind: 'agent', id: 'ana' },
  at: momentOf(0),
  correlation: 'bench',
  causation: 'bench',
};

/** Every third is due never; people and words are rare ones, a dozen rows each. */
const taskSet = (index: number, rows: number): NewEvent<TaskEvent> => ({
  id: newCommandId(START + index),
  type: 'TaskSet',
  schema: 1,
  meta,
  data: {
    queue: index % 2 === 0 ? 'network' : 'desk',
    dueAt: index % 3 === 0 ? null : momentOf(index),
    people: [`person${index % Math.ceil(rows / 12)}`],
    words: `word${index % Math.ceil(rows / 12)}x`,
  },
});

const filled = async (folder: string, rows: number): Promise<SqliteViewStore> => {
  const events = new MemoryEventStore();
  for (let index = 0; index < rows; index += 1)
    await events.append(`task-acme-${index}`, 0, [taskSet(index, rows)]);
  const views = SqliteViewStore.open(join(folder, `${rows}.db`), [tasks]);
  const projector = new Projector(events, views.writer);
  await projector.start();
  await projector.stop();
  return views;
};

const up = [{ column: 'dueAt' }];
const down = [{ column: 'dueAt', descending: true }];
const inQueue = { queue: 'network' };
const middleOf = (rows: number) => momentOf(Math.floor(rows / 2));

type Asked = (rows: number) => Omit<Query, 'tenant' | 'limit'>;

const pages: Readonly<Record<string, Asked>> = {
  'the first by a column': () => ({ order: up }),
  'one from the middle': (rows) => ({ order: up, after: [middleOf(rows), ''] }),
  'one from the middle, going down': (rows) => ({ order: down, after: [middleOf(rows), ''] }),
  'one behind the rows without a value': () => ({ order: up, after: [null, '5'] }),
  'one of a queue': (rows) => ({ where: inQueue, order: up, after: [middleOf(rows), ''] }),
  'one of a person': () => ({ where: { people: 'person3' }, order: up }),
  'one of a word': () => ({ search: 'word3x', order: up }),
};

const timeOf = async (read: () => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let turn = 0; turn < 60; turn += 1) times.push(await timed(read));
  return median(times) * 1000;
};

const costs = async (reader: ViewReader, rows: number) => {
  const found: Record<string, number> = {};
  for (const [what, asked] of Object.entries(pages)) {
    const query = { ...asked(rows), tenant: 'acme', limit: 50 };
    found[what] = await timeOf(() => reader.page(tasks, query));
  }
  return found;
};

/** Every page is a seek in an index, so it costs as much among many rows as among few. */
export const viewsBench = async (few: number, many: number): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'amends-pages-'));
  const stores = [await filled(folder, few), await filled(folder, many)] as const;
  const among = [await costs(stores[0].reader, few), await costs(stores[1].reader, many)] as const;
  const due = { until: middleOf(many), after: [momentOf(1)], limit: 50 };
  const scan = await timeOf(() => stores[1].reader.scanTenants(tasks, 'dueAt', due));
  await Promise.all(stores.map((store) => store.close()));
  rmSync(folder, { recursive: true });
  const ratios = Object.keys(pages).map((what) => {
    const ratio = among[1][what]! / among[0][what]!;
    const name = `${what}: among ${many.toLocaleString('en')} / ${few.toLocaleString('en')} rows`;
    return held(figure(name, ratio, '×'), 'at most 3', ratio <= 3);
  });
  const slowest = Math.max(...Object.values(among[1]));
  return [
    ...ratios,
    figure('the slowest of them', slowest, 'µs'),
    figure('what is due', scan, 'µs'),
  ];
};
