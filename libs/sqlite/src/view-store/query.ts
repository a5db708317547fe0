import type { Condition, TenantScan, Query, Selection, Sort } from '#eventing';

import {
  isEqual,
  joined,
  rowTerms,
  foundSql,
  searchSql,
  setSql,
  termsOf,
  type Place,
  type Statement,
  type Term,
} from './conditions.js';
import { crossTenantName, bareColumn, columnSql, indexName, tablesOf } from './layout.js';
import { movesNulls, narrowed, seeksAfter, stepsOf } from './seek.js';

/** Whether a list of ids is so short that the query should start with it. */
export type IsShort = (ids: Statement) => boolean;

interface Wanted {
  /** Comparisons of the row's own columns. */
  readonly terms: readonly Term[];
  /** The conditions on sets and words: lists of ids. */
  readonly ids: readonly Statement[];
}

const wantedOf = (place: Place, { where = {}, search = '', also }: Selection): Wanted => {
  const conditions = Object.entries(where);
  const isSet = ([column]: readonly [string, Condition]) => place.layout.columns[column] === 'set';
  const sets = conditions.filter(isSet).map(([column, is]) => setSql(place, column, is));
  return {
    terms: conditions.filter((entry) => !isSet(entry)).flatMap(([name, is]) => termsOf(name, is)),
    ids: [...sets, ...foundSql(place, searchSql(place, search), also)],
  };
};

/**
 * With nulls last, SQLite walks an index in two steps, for the first column without an equality.
 */
const isOrderedBy = (rest: readonly string[], order: readonly Sort[]) => {
  if (rest.length !== order.length) return false;
  const turned = (order[0]?.descending ?? false) !== (rest[0]?.startsWith('-') ?? false);
  return order.every(
    (sort, index) =>
      bareColumn(rest[index]!) === sort.column &&
      sort.descending === (rest[index]!.startsWith('-') !== turned) &&
      (index === 0 || !movesNulls(sort)),
  );
};

/**
 * The index that starts with most of the columns with an equality, and then, if possible, the
 * order. SQLite guesses here without statistics, and a wrong guess may sort a hundred thousand rows
 * for a page of fifty.
 */
const indexFor = ({ layout }: Place, terms: readonly Term[], order: readonly Sort[]) => {
  const fixed = new Set(terms.filter(isEqual).map(({ column }) => column));
  const scored = layout.indexes.map((columns) => {
    const found = columns.findIndex((column) => !fixed.has(bareColumn(column)));
    const equals = found < 0 ? columns.length : found;
    const ordered = isOrderedBy(columns.slice(equals), order);
    return { columns, ordered, score: 2 * equals + (ordered ? 1 : 0) };
  });
  return scored.toSorted((a, b) => b.score - a.score).find(({ score }) => score > 0);
};

interface Way {
  readonly hint: string;
  readonly ids: Statement;
}

/** Lists that only test whether a row belongs; a plus keeps SQLite from starting with one. */
const members = (ids: readonly Statement[], first?: Statement): Statement =>
  joined(
    ids.map((each) => ({
      sql: ` and ${each === first ? '' : '+'}t.id in (${each.sql})`,
      values: each.values,
    })),
  );

/** Starts with a short list, or walks the index and tests whether each row is on the lists. */
const wayOf = (
  place: Place,
  { terms, ids }: Wanted,
  order: readonly Sort[],
  isShort: IsShort,
): Way => {
  const index = indexFor(place, terms, order);
  const first = ids.find(isShort) ?? (index?.ordered ? undefined : ids[0]);
  if (first) return { hint: 'not indexed', ids: members(ids, first) };
  const hint = index ? `indexed by ${indexName(place.id, index.columns)}` : '';
  return { hint, ids: members(ids) };
};

const directionSql = (sort: Sort) => {
  if (sort.descending) return ' desc';
  return movesNulls(sort) ? ' nulls last' : '';
};

const orderSql = (order: readonly Sort[]) =>
  order.map((sort) => `t.${columnSql(sort.column)}${directionSql(sort)}`);

/** A query with the order that the view declares. */
export interface SortedQuery extends Omit<Query, 'order'> {
  readonly sorts: readonly Sort[];
}

/** The statements of a page: run them one after the other until there are enough rows. */
export const pageSql = (place: Place, query: SortedQuery, isShort: IsShort): Statement[] => {
  const { sorts, after } = query;
  const wanted = wantedOf(place, query);
  const fixed = new Set(wanted.terms.filter(isEqual).map(({ column }) => column));
  const isMoving = ({ column }: Sort) => !fixed.has(column);
  const { hint, ids } = wayOf(place, wanted, sorts.slice(0, -1).filter(isMoving), isShort);
  const columns = ['t.row', ...sorts.map(({ column }) => `t.${columnSql(column)}`)].join(', ');
  const sorted = orderSql(sorts.filter(isMoving)).join(', ');
  const seeks = after ? seeksAfter(stepsOf(place, sorts, after).filter(isMoving)) : [[]];
  return seeks.map((seek) => {
    const { sql, values } = rowTerms(narrowed(wanted.terms, seek));
    const from = `${tablesOf(place.id).rows} t ${hint} where t.tenant = ?${sql}${ids.sql}`;
    return {
      sql: `select ${columns} from ${from} order by ${sorted} limit ?`,
      values: [place.tenant, ...values, ...ids.values],
    };
  });
};

/** The rows of a selection, in no order; SQLite uses the index that need not read the rows. */
const selectedSql = (place: Place, selection: Selection, isShort: IsShort): Statement => {
  const { terms, ids } = wantedOf(place, selection);
  const first = ids.find(isShort);
  return joined([
    { sql: `${tablesOf(place.id).rows} t ${first ? 'not indexed' : ''}`, values: [] },
    { sql: ' where t.tenant = ?', values: [place.tenant] },
    rowTerms(terms),
    members(ids, first),
  ]);
};

export const countSql = (place: Place, selection: Selection, isShort: IsShort): Statement => {
  const { sql, values } = selectedSql(place, selection, isShort);
  return { sql: `select count(*) from ${sql}`, values };
};

export const countBySql = (
  place: Place,
  selection: Selection & { readonly column: string },
  isShort: IsShort,
): Statement => {
  const { column } = selection;
  const { sql, values } = selectedSql(place, selection, isShort);
  if (place.layout.columns[column] !== 'set') {
    const by = `t.${columnSql(column)}`;
    return { sql: `select ${by}, count(*) from ${sql} group by ${by}`, values };
  }
  const { sets } = tablesOf(place.id);
  return {
    sql: `select value, count(*) from ${sets} where tenant = ? and col = ?
      and id in (select t.id from ${sql}) group by value`,
    values: [place.tenant, column, ...values],
  };
};

export const sumBySql = (
  place: Place,
  selection: Selection & { readonly sum: string; readonly by: string },
  isShort: IsShort,
): Statement => {
  const { sql, values } = selectedSql(place, selection, isShort);
  const by = `t.${columnSql(selection.by)}`;
  const sum = `coalesce(sum(t.${columnSql(selection.sum)}), 0)`;
  return { sql: `select ${by}, ${sum} from ${sql} group by ${by}`, values };
};

/** Rows of all tenants up to a value, in its order; rows with null are left out. */
export const tenantScanSql = (
  { id }: Pick<Place, 'id'>,
  column: string,
  { until, after = [] }: TenantScan,
): Statement[] => {
  const by = columnSql(column);
  const places = [by, 'tenant', 'key'];
  const from = `${tablesOf(id).rows} indexed by ${crossTenantName(id, column)}`;
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
