import { IsString } from 'class-validator';
import { extended, Nothing } from '../requests/extended.js';
import { decorationsOf, Optional } from '../requests/metadata.js';
import { once } from '../requests/once.js';
import type { RequestClass } from '../requests/request-class.js';
import { Says } from '../requests/says.js';
import { IsInteger, IsText, MaxCharacters, MinCharacters, OneOf } from '../requests/vocabulary.js';

/** What a list can be filtered, searched and sorted by. */
export interface Listing {
  /**
   * The query parameters that filter it. Each is a column of the view, unless `columns` says
   * otherwise.
   */
  readonly filters?: RequestClass;
  readonly columns?: Readonly<Record<string, Selects>>;
  /** Sort names → columns of the view. The first is the default; `-` before a name reverses it. */
  readonly sorts: Readonly<Record<string, string>>;
  /** E.g. `-openedAt`. Default: the first of `sorts`. */
  readonly order?: string;
  /**
   * For rows that change what they are sorted by while the list is read page by page: the column
   * with the log's position of their last change, and the sorts that never change.
   */
  readonly moving?: { readonly changed: string; readonly except: readonly string[] };
  /** Whether `q` may, or must, be given. */
  readonly search?: boolean | 'required';
  /** The list is answered whole: it has no pages and no count. */
  readonly whole?: boolean;
}

/** How a query parameter selects. */
export interface Selects {
  /** The view's column. Default: the parameter's name. */
  readonly column?: string;
  /**
   * `any`: one or several values, comma separated (default); `from`/`to`: a bound of the column;
   * `none`: no value, beside those of a parameter before it.
   */
  readonly as?: 'any' | 'from' | 'to' | 'none';
}

export const PAGE = 50;
export const LARGEST_PAGE = 200;

/** The names of the parameters by which a list is filtered. */
export const filterNames = once(({ filters = Nothing, columns = {} }: Listing) => {
  const names = [...decorationsOf(filters).keys()];
  const unknown = Object.keys(columns).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`${filters.name} has no filter ${unknown}.`);
  return names;
});

type Properties = Readonly<Record<string, readonly PropertyDecorator[]>>;

const searching = ({ search }: Listing): Properties =>
  search
    ? {
        q: [
          Says('Words that an item must have, in any script.'),
          ...(search === 'required' ? [] : [Optional()]),
          IsText(200),
        ],
      }
    : {};

const sorting = ({ sorts }: Listing): Properties => ({
  sort: [
    Says('What the list is sorted by; `-` before it reverses the order.'),
    Optional(),
    OneOf(Object.keys(sorts).flatMap((name) => [name, `-${name}`])),
  ],
});

const paging = ({ whole }: Listing): Properties =>
  whole
    ? {}
    : {
        limit: [
          Says(`The maximum number of items. Default: ${PAGE}.`),
          Optional(),
          IsInteger(1, LARGEST_PAGE),
        ],
        cursor: [
          Says('Where the page begins: `nextCursor` of the page before it.'),
          Optional(),
          IsString(),
          MinCharacters(1),
          MaxCharacters(1000),
        ],
        count: [
          Says('`exact`: also answer how many items there are in all.'),
          Optional(),
          OneOf(['exact']),
        ],
      };

/** The class of a list's query string. */
export const listQueryOf = once((list: Listing): RequestClass => {
  filterNames(list);
  const own = { ...searching(list), ...sorting(list), ...paging(list) };
  return extended(list.filters ?? Nothing, own);
});
