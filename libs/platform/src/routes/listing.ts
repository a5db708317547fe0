import { Type, type TProperties, type TSchema } from 'typebox';
import { oneOf, optional, integer, text } from './schemas.js';

/** What a list may be filtered, searched and sorted by; nothing else is. */
export interface Listing {
  /** Query parameter → how it selects. */
  readonly filters: Readonly<Record<string, Filter>>;
  /** Sort names → columns of the view. The first is the default; `-` before it turns it round. */
  readonly sorts: Readonly<Record<string, string>>;
  /** E.g. `-openedAt`. Default: the first of `sorts`. */
  readonly order?: string;
  /** Whether `q` searches it. */
  readonly search?: boolean;
  /** All of it is answered at once: there are no pages, and nothing to count. */
  readonly whole?: boolean;
}

export interface Filter {
  /** The view's column; the parameter's own name where none is given. */
  readonly column?: string;
  readonly schema: TSchema;
  /** `any`: one or several values, comma separated (default); `from`/`to`: a bound of the column. */
  readonly as?: 'any' | 'from' | 'to';
}

export const PAGE = 50;
export const LARGEST_PAGE = 200;

const filterSchema = ({ schema, as = 'any' }: Filter): TSchema =>
  optional(as === 'any' ? Type.Array(schema, { minItems: 1, maxItems: 50 }) : schema);

const paging: TProperties = {
  limit: optional(integer(1, LARGEST_PAGE)),
  cursor: optional(Type.String({ minLength: 1, maxLength: 1000 })),
  count: optional(oneOf(['exact'])),
};

/** The query parameters of a list. */
export const listingQuery = (list: Listing): TProperties => ({
  ...Object.fromEntries(
    Object.entries(list.filters).map(([name, filter]) => [name, filterSchema(filter)]),
  ),
  ...(list.search && { q: optional(text(200)) }),
  sort: optional(oneOf(Object.keys(list.sorts).flatMap((name) => [name, `-${name}`]))),
  ...(!list.whole && paging),
});
