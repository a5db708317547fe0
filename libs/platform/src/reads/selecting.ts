import {
  phrasesOf,
  type Condition,
  type Order,
  type Query,
  type Scalar,
  type Selection,
  lookUp,
} from '#eventing';

import { filterNames, PAGE, type Listing, type Selects } from '../routes/listing.js';

/** A validated query string of a list. */
export type ListQuery = Readonly<Record<string, unknown>>;
type Where = Readonly<Record<string, Condition>>;

/** A search text without words, such as punctuation alone, finds nothing. */
export const isWordless = (search: unknown): boolean =>
  typeof search === 'string' && phrasesOf(search).length === 0;

type Making = (value: unknown, sofar: Condition | undefined) => Condition;

const range = (sofar: Condition | undefined) =>
  typeof sofar === 'object' && sofar !== null && !Array.isArray(sofar) ? sofar : {};

/** One row for each way in which a parameter selects. */
const conditions: Readonly<Record<NonNullable<Selects['as']>, Making>> = {
  any: (value) => value as readonly Scalar[],
  from: (value, sofar) => ({ ...range(sofar), from: value as Scalar }),
  none: (_, sofar) => [...(Array.isArray(sofar) ? (sofar as readonly Scalar[]) : []), null],
  to: (value, sofar) => ({ ...range(sofar), to: value as Scalar }),
};

const askedWhere = (list: Listing, query: ListQuery): Where => {
  const where: Record<string, Condition> = {};
  for (const name of filterNames(list)) {
    if (lookUp(query, name) === undefined) continue;
    const { column = name, as = 'any' }: Selects = lookUp(list.columns, name) ?? {};
    where[column] = conditions[as](lookUp(query, name), lookUp(where, column));
  }
  return where;
};

const values = (condition: Condition | undefined): readonly Scalar[] | undefined => {
  if (Array.isArray(condition)) return condition as readonly Scalar[];
  return typeof condition === 'object' && condition !== null ? undefined : [condition as Scalar];
};

/** The imposed condition always applies; the query can only narrow it. */
const narrowed = (imposed: Condition, asked: Condition | undefined): Condition => {
  const [limits, wishes] = [values(imposed), asked === undefined ? undefined : values(asked)];
  if (!limits || !wishes) return imposed;
  return limits.filter((limit) => wishes.includes(limit));
};

const combined = (asked: Where, imposed: Where): Where => ({
  ...asked,
  ...Object.fromEntries(
    Object.entries(imposed).map(([column, limit]) => [
      column,
      narrowed(limit, lookUp(asked, column)),
    ]),
  ),
});

/** The condition of a query, within the imposed condition. */
export const selectionOf = (
  list: Listing,
  query: ListQuery,
  tenant: string,
  imposed: Where = {},
): Selection => ({
  tenant,
  where: combined(askedWhere(list, query), imposed),
  ...(typeof query['q'] === 'string' && { search: query['q'] }),
});

const wishOf = ({ sorts, order }: Listing, sort: unknown): string =>
  typeof sort === 'string' ? sort : (order ?? Object.keys(sorts)[0] ?? '');

/** The column by which rows that moved are found again, where the order lets them move. */
export const changedIn = (list: Listing, { sort }: ListQuery): string | undefined => {
  const name = wishOf(list, sort).replace(/^-/, '');
  return list.moving?.except.includes(name) ? undefined : list.moving?.changed;
};

const orderOf = (list: Listing, sort: unknown): Order => {
  const { sorts } = list;
  const wish = wishOf(list, sort);
  const descending = wish.startsWith('-');
  return { column: lookUp(sorts, descending ? wish.slice(1) : wish)!, descending };
};

export const pageQueryOf = (list: Listing, query: ListQuery, selection: Selection): Query => ({
  ...selection,
  order: Object.keys(list.sorts).length > 0 ? [orderOf(list, query['sort'])] : [],
  limit: typeof query['limit'] === 'number' ? query['limit'] : PAGE,
});
