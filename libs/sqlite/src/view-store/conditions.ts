import {
  isRange,
  phrasesOf,
  type Condition,
  type Layout,
  type Scalar,
  type Selection,
} from '#eventing';

import { columnSql, tablesOf } from './layout.js';

type Operator = '=' | 'in' | '>' | '>=' | '<' | 'is null';

/** One comparison of a column: `values` holds one value, or those of the list. */
export interface Term {
  readonly column: string;
  readonly is: Operator;
  readonly values: readonly Scalar[];
}

export interface Statement {
  readonly sql: string;
  readonly values: readonly Scalar[];
}

/** One copy of a view's rows, and the number of the tenant whose rows are read. */
export interface Place {
  readonly id: number;
  readonly layout: Layout;
  readonly tenant: number;
}

export const equal = (column: string, value: Scalar): Term =>
  value === null ? { column, is: 'is null', values: [] } : { column, is: '=', values: [value] };

export const isEqual = ({ is }: Term): boolean => is === '=' || is === 'is null';

/** A condition as comparisons that must all hold. */
export const termsOf = (column: string, condition: Condition): Term[] => {
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

export const joined = (parts: readonly Statement[]): Statement => ({
  sql: parts.map(({ sql }) => sql).join(''),
  values: parts.flatMap(({ values }) => values),
});

/** Comparisons of the row's own columns, each after an `and`. */
export const rowTerms = (terms: readonly Term[]) =>
  joined(terms.map((term) => all(`t.${columnSql(term.column)}`, [term])));

/** The ids of rows whose set has a matching member. */
export const setSql = ({ id, tenant }: Place, column: string, condition: Condition): Statement => {
  const wanted = all('value', termsOf(column, condition));
  const sql = `select id from ${tablesOf(id).sets} where tenant = ? and col = ?${wanted.sql}`;
  return { sql, values: [tenant, column, ...wanted.values] };
};

const columnIds = (place: Place, column: string, values: readonly string[]): Statement => {
  if (place.layout.columns[column] === 'set') return setSql(place, column, values);
  const wanted = all(columnSql(column), termsOf(column, values));
  const sql = `select id from ${tablesOf(place.id).rows} where tenant = ?${wanted.sql}`;
  return { sql, values: [place.tenant, ...wanted.values] };
};

/** The ids of rows that a search finds by their words, and those that it finds also. */
export const foundSql = (
  place: Place,
  worded: readonly Statement[],
  also: Selection['also'],
): readonly Statement[] =>
  also
    ? worded.map((words) => {
        const others = columnIds(place, also.column, also.values);
        return {
          sql: `${words.sql} union ${others.sql}`,
          values: [...words.values, ...others.values],
        };
      })
    : worded;

const DIGITS = 0x8000;

/**
 * The token of a word of one tenant: a private-use character that stands for the tenant, then the
 * word. So no search reads words of another tenant, and the prefix index has a fixed number of
 * characters before the word. Numbers above 32,768 take their first characters from another Unicode
 * plane.
 */
export const tokenOf = (tenant: number, word: string): string => {
  const last = String.fromCodePoint(0xf0000 + (tenant % DIGITS)) + word;
  return tenant < DIGITS
    ? last
    : String.fromCodePoint(0x100000 + Math.floor(tenant / DIGITS)) + last;
};

/** The ids of rows that contain all words. */
export const searchSql = ({ id, tenant }: Place, search: string): Statement[] => {
  const phrases = phrasesOf(search);
  if (phrases.length === 0) return [];
  const quoted = phrases.map(
    (phrase) => `"${phrase.map((word) => tokenOf(tenant, word)).join(' ')}"`,
  );
  const { words } = tablesOf(id);
  const sql = `select rowid from ${words} where ${words} match ?`;
  return [{ sql, values: [`${quoted.join(' ')} *`] }];
};
