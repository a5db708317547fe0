import { canonical, layoutOf, type AnyView, type Layout } from '#eventing';

/**
 * Raised when the storage of rows or the normalization of words changes: the file is then rebuilt.
 */
export const FORMAT = 2;

export const CATALOGUE = `
  create table tenants (no integer primary key, name text not null unique) strict;
  create table generations (
    id integer primary key autoincrement,
    view text not null,
    layout text not null,
    position integer not null,
    serving integer not null
  ) strict;
  pragma user_version = ${FORMAT};
`;

/** A name that is safe in SQL; our own code names views and columns, so any other name is a bug. */
export const named = (name: string): string => {
  if (!/^[A-Za-z][\w-]*$/.test(name)) throw new Error(`${name} cannot name a view or a column.`);
  return name;
};

export const columnSql = (column: string): string =>
  column === 'key' ? 'key' : `"c_${named(column)}"`;

export const bareColumn = (column: string): string => column.replace(/^-/, '');

export const tablesOf = (id: number) =>
  ({ rows: `rows_${id}`, sets: `sets_${id}`, words: `words_${id}` }) as const;

export const indexName = (id: number, columns: readonly string[]): string =>
  `"by_${id}_${columns.join('_')}"`;

export const crossTenantName = (id: number, column: string): string => `"across_${id}_${column}"`;

const storedAs = { text: 'text', integer: 'integer', set: 'text' } as const;

const sorted = (column: string) =>
  `${columnSql(bareColumn(column))}${column.startsWith('-') ? ' desc' : ''}`;

/** An index begins with the tenant and ends with the key, in the direction of the last column. */
const indexSql = (id: number, columns: readonly string[]) => {
  const key = columns.at(-1)?.startsWith('-') ? 'key desc' : 'key';
  const parts = ['tenant', ...columns.map(sorted), key].join(', ');
  return `create index ${indexName(id, columns)} on ${tablesOf(id).rows} (${parts});`;
};

const crossTenantSql = (id: number, column: string) =>
  `create index ${crossTenantName(id, column)} on ${tablesOf(id).rows} (${columnSql(column)}, tenant, key);`;

const rowsSql = (id: number, { columns }: Layout) => {
  const declared = Object.entries(columns).map(
    ([name, type]) => `${columnSql(name)} ${storedAs[type]},`,
  );
  return `create table ${tablesOf(id).rows} (
    id integer primary key,
    tenant integer not null,
    key text not null,
    row text not null,
    ${declared.join('\n    ')}
    unique (tenant, key)
  ) strict;`;
};

const setsSql = (id: number) => `create table ${tablesOf(id).sets} (
    tenant integer not null,
    col text not null,
    value text not null,
    id integer not null,
    primary key (tenant, col, value, id)
  ) strict, without rowid;`;

/**
 * The text is tokenized already: ASCII letters and digits, and all non-ASCII characters. The prefix
 * lengths are the tenant plus one or two letters, which would otherwise be merged from thousands of
 * words while somebody types.
 */
const wordsSql = (id: number) => `create virtual table ${tablesOf(id).words}
  using fts5(words, content='', contentless_delete=1, prefix='2 3', tokenize='ascii');`;

/** Whether rows are stored in the layout that the code declares now. */
export const isSame = (layout: Layout, view: AnyView): boolean =>
  canonical(layout) === canonical(layoutOf(view));

const setColumnsOf = ({ columns }: Layout): string[] =>
  Object.keys(columns).filter((name) => columns[name] === 'set');

const distinct = (indexes: Layout['indexes']) => [
  ...new Map(indexes.map((columns) => [columns.join(), columns])).values(),
];

/** A generation: one copy of a view's rows, with its indexes, its sets and its words. */
export const createSql = (id: number, layout: Layout): string =>
  [
    rowsSql(id, layout),
    ...distinct(layout.indexes).map((columns) => indexSql(id, columns)),
    ...layout.crossTenant.map((column) => crossTenantSql(id, column)),
    ...(setColumnsOf(layout).length > 0 ? [setsSql(id)] : []),
    ...(layout.search ? [wordsSql(id)] : []),
  ].join('\n');

export const dropSql = (id: number): string =>
  Object.values(tablesOf(id))
    .map((name) => `drop table if exists ${name};`)
    .join('\n');
