import { rulebook } from '../refusal.js';
import type { AnyView, Column, Scalar } from './view.js';
import type { Layout } from './projection.js';
import type { Condition, Order, Query, Selection } from './view-reader.port.js';

/** What a store of views refuses, in every adapter. */
export const viewRules = rulebook('view', {
  rebuilding: [
    'busy',
    'This list is being rebuilt. Try again shortly.',
    'يُعاد بناء هذه القائمة الآن. حاول بعد قليل.',
  ],
  'not-found': ['missing', 'View not found.', 'لا توجد واجهة عرض بهذا الاسم.'],
});

/**
 * Throws for a column that the view does not declare; refuses one that the stored rows do not have
 * yet.
 */
export const askable = (view: AnyView, layout: Layout, column: string): void => {
  const declared = Object.hasOwn(view.columns, column) ? view.columns[column] : undefined;
  if (!declared) throw new Error(`View ${view.name} has no column ${column}.`);
  viewRules(layout.columns[column] === declared.type, 'rebuilding');
};

const sortable = (view: AnyView, column: string) => {
  if (view.columns[column]!.type === 'set')
    throw new Error(`View ${view.name} cannot be sorted by ${column}: it is a set.`);
};

export const checkSelection = (
  view: AnyView,
  layout: Layout,
  { where, search, also }: Selection,
) => {
  for (const column of Object.keys(where ?? {})) askable(view, layout, column);
  if (also) askable(view, layout, also.column);
  if (search === undefined) return;
  if (!view.search) throw new Error(`View ${view.name} has no words to search.`);
  viewRules(layout.search, 'rebuilding');
};

export const checkQuery = (view: AnyView, layout: Layout, query: Query): void => {
  checkSelection(view, layout, query);
  for (const { column } of query.order ?? []) {
    askable(view, layout, column);
    sortable(view, column);
  }
  const { after, order = [], limit } = query;
  if (after && after.length !== order.length + 1)
    throw new Error(`A cursor in this order of ${view.name} has ${order.length + 1} parts.`);
  if (!Number.isSafeInteger(limit) || limit < 1) throw new Error('A page has at least one row.');
};

/** A sum is over a column without sets, and so are its groups. */
export const checkSum = (
  view: AnyView,
  layout: Layout,
  { sum, by }: { readonly sum: string; readonly by: string },
): void => {
  for (const column of [sum, by]) {
    askable(view, layout, column);
    sortable(view, column);
  }
};

export const checkTenantScan = (view: AnyView, layout: Layout, column: string): void => {
  if (!view.crossTenant?.includes(column))
    throw new Error(`View ${view.name} cannot be scanned by ${column}.`);
  askable(view, layout, column);
};

export interface Range {
  readonly from?: Scalar;
  readonly to?: Scalar;
}

export const isRange = (condition: Condition): condition is Range =>
  condition !== null && typeof condition === 'object' && !Array.isArray(condition);

/** How one column of the order sorts a page. */
export interface Sort {
  readonly column: string;
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

const isLast = (column: Column<never>) => column.type !== 'set' && column.nulls === 'last';

/**
 * An order as the view declares it, with the key at its end, in the direction of the last column.
 */
export const sortsOf = ({ columns }: AnyView, order: readonly Order[] = []): readonly Sort[] => {
  const sorts = order.map(({ column, descending = false }) => {
    return { column, descending, nullsLast: isLast(columns[column]!) };
  });
  const descending = sorts.at(-1)?.descending ?? false;
  return [...sorts, { column: 'key', descending, nullsLast: false }];
};

const rank = (value: Scalar) => (value === null ? 0 : typeof value === 'number' ? 1 : 2);

/** Null before numbers before text; text by code point, as in UTF-8. */
export const compareScalars = (a: Scalar, b: Scalar): number => {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string')
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return rank(a) - rank(b) || Number(a) - Number(b);
};

type Way = Omit<Sort, 'column'>;

const compareOne = (a: Scalar, b: Scalar, { descending, nullsLast }: Way): number => {
  if (nullsLast && (a === null) !== (b === null)) return a === null ? 1 : -1;
  return descending ? compareScalars(b, a) : compareScalars(a, b);
};

export const comparePlaces =
  (ways: readonly Way[]) =>
  (a: readonly Scalar[], b: readonly Scalar[]): number => {
    for (const [index, way] of ways.entries()) {
      const order = compareOne(a[index]!, b[index]!, way);
      if (order !== 0) return order;
    }
    return 0;
  };

/** Null sorts before everything else, so the start of a range needs no test for it. */
const within = (value: Scalar, { from = null, to = null }: Range) => {
  if (from === null && to === null) return true;
  if (value === null || compareScalars(value, from) < 0) return false;
  return to === null || compareScalars(value, to) < 0;
};

const holdsFor = (condition: Condition, value: Scalar): boolean => {
  if (Array.isArray(condition)) return condition.includes(value);
  if (isRange(condition)) return within(value, condition);
  return condition === value;
};

/** Whether a column's value, or one value of a set, matches the condition. */
export const holds = (condition: Condition, value: Scalar | readonly string[]): boolean =>
  typeof value === 'object' && value !== null
    ? value.some((member) => holdsFor(condition, member))
    : holdsFor(condition, value);
