import { compareScalars, directionsOf, isRange, phrasesOf } from '#eventing';
import type { Condition, DueQuery, Layout, Order, Query, Scalar, Selection } from '#eventing';
import {
  acrossName,
  bareColumn,
  columnSql,
  indexName,
  tablesOf,
} from './sqlite-view-store-layout.js';

type Operator = '=' | 'in' | '>' | '>=' | '<' | 'is null';

/** One comparison of a column: `values` has one value, or those of the list. */
interface Term {
  readonly column: string;
  readonly is: Operator;
  readonly values: readonly Scalar[];
}

export interface Statement {
  readonly sql: string;
  readonly values: readonly Scalar[];
}

/** One copy of a view's rows, and the number of the tenant whose rows are wanted. */
export interface Place {
  readonly id: number;
  readonly layout: Layout;
  readonly tenant: number;
}

const equal = (column: string, value: Scalar): Term =>
  value === null ? { column, is: 'is null', values: [] } : { column, is: '=', values: [value] };

const termsOf = (column: string, condition: Condition): Term[] => {
  if (!isRange(condition)) {
    const values = Array.isArray(condition) ? (condition as readonly Scalar[]) : [condition];
    if (values.length === 1) return [equal(column, values[0] as Scalar)];
    return [{ column, is: 'in', values: values as readonly Scalar[] }];
  }
  const { from = null, to = null } = condition;
  return [
    ...(from === null ? [] : [{ column, is: '>=', values: [from] } as const]),
    ...(to === null ? [] : [{ column, is: '<', values: [to] } as const]),
  ];
};

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');

const inSql = (sql: string, values: readonly Scalar[]) => {
  const list = `${sql} in (${marks(values.filter((value) => value !== null))})`;
  return values.includes(null) ? `(${list} or ${sql} is null)` : list;
};

const termSql = (sql: string, { is, values }: Term): string => {
  if (is === 'in') return inSql(sql, values);
  return is === 'is null' ? `${sql} is null` : `${sql} ${is} ?`;
};

const all = (sql: string, terms: readonly Term[]): Statement => ({
  sql: terms.map((term) => ` and ${termSql(sql, term)}`).join(''),
  values: terms.flatMap(({ values }) => values.filter((value) => value !== null)),
});

const joined = (parts: readonly Statement[]): Statement => ({
  sql: parts.map(({ sql }) => sql).join(''),
  values: parts.flatMap(({ values }) => values),
});

const rowTerms = (terms: readonly Term[]) =>
  joined(terms.map((term) => all(`t.${columnSql(term.column)}`, [term])));

const setSql = ({ id, tenant }: Place, column: string, condition: Condition): Statement => {
  const wanted = all('value', termsOf(column, condition));
  const sql = ` and t.id in (select id from ${tablesOf(id).sets} where tenant = ? and col = ?${wanted.sql})`;
  return { sql, values: [tenant, column, ...wanted.values] };
};

/** The token of a word of one tenant: the tenant's number, a letter that ends it, the word. */
export const tokenOf = (tenant: number, word: string): string => `${tenant}a${word}`;

const searchSql = ({ id, tenant }: Place, search: string): Statement => {
  const phrases = phrasesOf(search);
  if (phrases.length === 0) return { sql: '', values: [] };
  const quoted = phrases.map(
    (phrase) => `"${phrase.map((word) => tokenOf(tenant, word)).join(' ')}"`,
  );
  const { words } = tablesOf(id);
  const sql = ` and t.id in (select rowid from ${words} where ${words} match ?)`;
  return { sql, values: [`${quoted.join(' ')} *`] };
};

interface Wanted {
  /** Comparisons of the row's own columns. */
  readonly terms: readonly Term[];
  /** What sets and words say: lists of ids, and then no index of the rows is better. */
  readonly ids: Statement;
}

const wantedOf = (place: Place, { where = {}, search = '' }: Selection): Wanted => {
  const conditions = Object.entries(where);
  const isSet = ([column]: readonly [string, Condition]) => place.layout.columns[column] === 'set';
  const sets = conditions.filter(isSet).map(([column, is]) => setSql(place, column, is));
  return {
    terms: conditions.filter((entry) => !isSet(entry)).flatMap(([name, is]) => termsOf(name, is)),
    ids: joined([...sets, searchSql(place, search)]),
  };
};

const isEqual = ({ is }: Term) => is === '=' || is === 'is null';

const isOrderedBy = (rest: readonly string[], order: readonly Order[]) => {
  if (rest.length !== order.length) return false;
  const turned = (order[0]?.descending ?? false) !== (rest[0]?.startsWith('-') ?? false);
  return order.every(
    ({ column, descending = false }, index) =>
      bareColumn(rest[index]!) === column &&
      descending === (rest[index]!.startsWith('-') !== turned),
  );
};

/**
 * The index in which most of what is equal comes first, and then, if possible, the order. SQLite
 * without statistics guesses here, and a guess may sort a hundred thousand rows for a page of fifty.
 */
const indexFor = ({ layout }: Place, terms: readonly Term[], order: readonly Order[]) => {
  const fixed = new Set(terms.filter(isEqual).map(({ column }) => column));
  const scored = layout.indexes.map((columns) => {
    const found = columns.findIndex((column) => !fixed.has(bareColumn(column)));
    const equals = found < 0 ? columns.length : found;
    const ordered = isOrderedBy(columns.slice(equals), order);
    return { columns, score: 2 * equals + (ordered ? 1 : 0) };
  });
  return scored.toSorted((a, b) => b.score - a.score).find(({ score }) => score > 0)?.columns;
};

const hint = (place: Place, { terms, ids }: Wanted, order: readonly Order[]) => {
  if (ids.sql) return 'not indexed';
  const columns = indexFor(place, terms, order);
  return columns ? `indexed by ${indexName(place.id, columns)}` : '';
};

const LEAST = { text: '', integer: Number.MIN_SAFE_INTEGER, set: '' } as const;

interface Step extends Order {
  readonly value: Scalar;
  readonly type: 'text' | 'integer' | 'set';
}

/** What comes after a value in one column; nulls come first, or last when it goes down. */
const beyond = ({ column, descending, value, type }: Step): Term[] => {
  if (!descending)
    return value === null
      ? [{ column, is: '>=', values: [LEAST[type]] }]
      : [{ column, is: '>', values: [value] }];
  return value === null ? [] : [{ column, is: '<', values: [value] }, equal(column, null)];
};

/** Ranges that follow each other and hold all that comes after a place, each one seek in an index. */
const seeksAfter = (steps: readonly Step[]): (readonly Term[])[] =>
  steps
    .map((step, index) => {
      const before = steps.slice(0, index).map(({ column, value }) => equal(column, value));
      return beyond(step).map((term) => [...before, term]);
    })
    .toReversed()
    .flat();

const direction = {
  '=': 'all',
  'is null': 'all',
  '<': '<',
  '>': '>',
  '>=': '>',
  in: 'in',
} as const;

/** Whether a comparison adds nothing to a narrower one: SQLite might seek by the wider one. */
const isCovered = (term: Term, by: Term): boolean => {
  if (term.column !== by.column || term.is === 'in' || isEqual(term) || isEqual(by)) return false;
  if (direction[term.is] !== direction[by.is]) return false;
  const order = compareScalars(by.values[0]!, term.values[0]!);
  return by.is === '<' ? order <= 0 : order >= 0;
};

const narrowed = (terms: readonly Term[], seek: readonly Term[]) => [
  ...terms.filter((term) => !seek.some((by) => isCovered(term, by))),
  ...seek,
];

const orderSql = (order: readonly Order[]) =>
  order.map(({ column, descending }) => `t.${columnSql(column)}${descending ? ' desc' : ''}`);

/** The statements of a page: run them one after the other until there are rows enough. */
export const pageSql = (place: Place, query: Query): Statement[] => {
  const { order = [], after } = query;
  const wanted = wantedOf(place, query);
  const key = { column: 'key', descending: directionsOf(order).at(-1)! };
  const fixed = new Set(wanted.terms.filter(isEqual).map(({ column }) => column));
  const moving = order.filter(({ column }) => !fixed.has(column));
  const from = `from ${tablesOf(place.id).rows} t ${hint(place, wanted, moving)}`;
  const columns = ['t.row', ...orderSql(order.map(({ column }) => ({ column }))), 't.key'];
  const steps = [...order, key]
    .map((step, index) => ({
      ...step,
      value: after?.[index] ?? null,
      type: place.layout.columns[step.column] ?? ('text' as const),
    }))
    .filter(({ column }) => !fixed.has(column));
  return (after ? seeksAfter(steps) : [[]]).map((seek) => {
    const terms = rowTerms(narrowed(wanted.terms, seek));
    const sorted = orderSql([...moving, key]).join(', ');
    return {
      sql: `select ${columns.join(', ')} ${from} where t.tenant = ?${terms.sql}${wanted.ids.sql} order by ${sorted} limit ?`,
      values: [place.tenant, ...terms.values, ...wanted.ids.values],
    };
  });
};

const whereSql = (place: Place, { terms, ids }: Wanted): Statement =>
  joined([{ sql: 't.tenant = ?', values: [place.tenant] }, rowTerms(terms), ids]);

const tableSql = (place: Place, { ids }: Wanted) =>
  `${tablesOf(place.id).rows} t ${ids.sql ? 'not indexed' : ''}`;

export const countSql = (place: Place, selection: Selection): Statement => {
  const wanted = wantedOf(place, selection);
  const { sql, values } = whereSql(place, wanted);
  return { sql: `select count(*) from ${tableSql(place, wanted)} where ${sql}`, values };
};

export const tallySql = (place: Place, selection: Selection, column: string): Statement => {
  const wanted = wantedOf(place, selection);
  const { sql, values } = whereSql(place, wanted);
  if (place.layout.columns[column] === 'set') {
    const { sets, rows } = tablesOf(place.id);
    const from = `${sets} s cross join ${rows} t not indexed on t.id = s.id`;
    return {
      sql: `select s.value, count(*) from ${from} where s.tenant = ? and s.col = ? and ${sql} group by s.value`,
      values: [place.tenant, column, ...values],
    };
  }
  const by = `t.${columnSql(column)}`;
  return {
    sql: `select ${by}, count(*) from ${tableSql(place, wanted)} where ${sql} group by ${by}`,
    values,
  };
};

/** Every tenant's rows up to a value, in order of it; nulls are not among them. */
export const dueSql = (
  { id }: Pick<Place, 'id'>,
  column: string,
  { until, after = [] }: DueQuery,
): Statement[] => {
  const by = columnSql(column);
  const places = [by, 'tenant', 'key'];
  const from = `${tablesOf(id).rows} indexed by ${acrossName(id, column)}`;
  const seeks = after.map((_, index) =>
    places
      .slice(0, index + 1)
      .map((each, part) => `${each} ${part === index ? '>' : '='} ? and `)
      .join(''),
  );
  return (after.length > 0 ? seeks.toReversed() : ['']).map((seek, index) => ({
    sql: `select row, ${places.join(', ')} from ${from} where ${seek}${by} <= ? order by ${places.join(', ')} limit ?`,
    values: [...after.slice(0, after.length - index), until],
  }));
};
