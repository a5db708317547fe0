import type { TSchema } from 'typebox';

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
}

export interface Filter {
  /** The view's column; the parameter's own name where none is given. */
  readonly column?: string;
  readonly schema: TSchema;
  /** `any`: one or several values, comma separated (default); `from`/`to`: a bound of the column. */
  readonly as?: 'any' | 'from' | 'to';
}
