import { recordedAs } from '../../deciding/scenario.js';
import type { MessagesOf, RecordedEvent } from '../../messages.js';
import type { Query } from '../view-reader.port.js';
import type { ViewStore } from '../view-store.js';
import type { AnyView, Scalar, View } from '../view.js';

/** A place where views are kept; a store opened again finds what the one before left. */
export interface House {
  open(views: readonly AnyView[]): ViewStore;
}

export type MatterEvent = MessagesOf<{
  Opened: { subject: string; queue: string | null; rank: number | null; people: string[] };
  Moved: { queue: string | null };
  Ranked: { rank: number | null };
  Joined: { person: string };
  Renamed: { subject: string };
  Seen: object;
  Broken: object;
  Removed: object;
}>;

export interface Matter {
  readonly id: string;
  readonly subject: string;
  readonly queue: string | null;
  readonly rank: number | null;
  readonly people: readonly string[];
  /** How many events made it what it is: shows what was counted twice. */
  readonly counted: number;
}

const change = (row: Matter | undefined, to: Partial<Matter>) =>
  row && { ...row, ...to, counted: row.counted + 1 };

export const matters: View<MatterEvent, Matter> = {
  name: 'matters',
  version: 1,
  of: 'matter',
  columns: {
    queue: { type: 'text', of: ({ queue }) => queue },
    rank: { type: 'integer', of: ({ rank }) => rank },
    counted: { type: 'integer', of: ({ counted }) => counted },
    lastQueue: { type: 'text', nulls: 'last', of: ({ queue }) => queue },
    lastRank: { type: 'integer', nulls: 'last', of: ({ rank }) => rank },
    people: { type: 'set', of: ({ people }) => people },
  },
  indexes: [
    ['queue', 'rank'],
    ['queue', '-rank', 'counted'],
    ['rank', '-queue'],
    ['rank'],
    ['lastRank'],
    ['queue', '-lastRank'],
    ['lastQueue', 'lastRank'],
    [],
  ],
  crossTenant: ['rank'],
  search: ({ subject, people }) => `${subject} ${people.join(' ')}`,
  when: {
    Opened: (_, { stream, data }) => ({ id: stream.split('-').at(-1)!, ...data, counted: 1 }),
    Moved: (row, { data }) => change(row, data),
    Ranked: (row, { data }) => change(row, data),
    Renamed: (row, { data }) => change(row, data),
    Joined: (row, { data }) => change(row, { people: [...(row?.people ?? []), data.person] }),
    Seen: () => undefined,
    Removed: () => null,
  },
};

/** Counts how many matters each queue was given; its key is not the stream's. */
export const arrivals: View<MatterEvent, { readonly queue: string; readonly count: number }> = {
  name: 'arrivals',
  version: 1,
  of: 'matter',
  key: { Moved: ({ data }) => data.queue ?? 'none' },
  columns: { count: { type: 'integer', of: ({ count }) => count } },
  indexes: [['-count']],
  when: {
    Moved: (row, { data }) => ({ queue: data.queue ?? 'none', count: (row?.count ?? 0) + 1 }),
  },
};

export const samples: readonly AnyView[] = [matters, arrivals];

const context = {
  id: '01990000-0000-7000-8000-000000000000',
  tenant: 'acme',
  by: { kind: 'agent', id: 'ana' },
  at: '2026-03-02T09:00:00.000Z',
  correlation: 'c',
} as const;

export type LoggedMatterEvent = MatterEvent & { readonly matter: string; readonly tenant?: string };

/** Events as a log would have numbered them, from a position on. */
export const logOf = (events: readonly LoggedMatterEvent[], from = 1): readonly RecordedEvent[] =>
  events.map(({ matter, tenant = 'acme', ...event }, index) => {
    const [recorded] = recordedAs(`matter-${tenant}-${matter}`, { ...context, tenant }, [event]);
    return { ...recorded!, position: from + index } as RecordedEvent;
  });

export const opened = (
  matter: string,
  data: Partial<Extract<MatterEvent, { type: 'Opened' }>['data']> = {},
  tenant = 'acme',
): LoggedMatterEvent => ({
  type: 'Opened',
  data: { subject: `Matter ${matter}`, queue: 'desk', rank: 1, people: [], ...data },
  matter,
  tenant,
});

export const moved = (
  matter: string,
  queue: string | null,
  tenant = 'acme',
): LoggedMatterEvent => ({
  type: 'Moved',
  data: { queue },
  matter,
  tenant,
});

export const told = (
  matter: string,
  type: 'Seen' | 'Broken' | 'Removed',
  tenant = 'acme',
): LoggedMatterEvent => ({ type, data: {}, matter, tenant });

/** Six matters, with and without a queue and a rank, and one of another tenant. */
export const someMatters = logOf([
  opened('a', { rank: 2, queue: 'desk', people: ['ana'] }),
  opened('b', { rank: 1, queue: 'network', people: ['ana', 'ben'] }),
  opened('c', { rank: null, queue: 'desk', people: ['ben'] }),
  opened('d', { rank: 3, queue: null }),
  opened('e', { rank: 1, queue: 'desk', people: ['cem', 'cem'] }),
  opened('f', { rank: null, queue: null }),
  opened('a', { rank: 1, queue: 'desk' }, 'other'),
]);

export const ids = (rows: readonly Matter[]): string => rows.map(({ id }) => id).join('');

/** Every row of a page, and of those after it. */
export const allPages = async (store: ViewStore, query: Query): Promise<readonly Matter[]> => {
  const rows: Matter[] = [];
  let after: readonly Scalar[] | undefined;
  do {
    const page = await store.reader.page(matters, { ...query, ...(after && { after }) });
    rows.push(...page.rows);
    after = page.next;
  } while (after);
  return rows;
};

/** Everything that a store shows of a tenant, to compare with another store. */
export const dumpOf = async (store: ViewStore, tenant: string) => ({
  matters: (await store.reader.page(matters, { tenant, limit: 1000 })).rows,
  arrivals: (await store.reader.page(arrivals, { tenant, limit: 1000 })).rows,
  byQueue: [...(await store.reader.countBy(matters, { tenant }, 'queue'))],
  found: await store.reader.count(matters, { tenant, search: 'matter' }),
});
