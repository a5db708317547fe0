import type { AnyView, Scalar, View } from './view.js';

export type Condition =
  | Scalar
  /** Any of these. */
  | readonly Scalar[]
  /** From (inclusive) to (exclusive). */
  | { readonly from?: Scalar; readonly to?: Scalar };

export interface Order {
  readonly column: string;
  readonly descending?: boolean;
}

/** Which rows of one tenant. A set column matches when it contains (one of) the value(s). */
export interface Selection {
  readonly tenant: string;
  readonly where?: Readonly<Record<string, Condition>>;
  /** Words that must all occur, normalized by `searchable`; the last may be the start of a word. */
  readonly search?: string;
  /** What a search also finds: rows with one of these values, whatever their words are. */
  readonly also?: { readonly column: string; readonly values: readonly string[] };
}

export interface Query extends Selection {
  readonly order?: readonly Order[];
  /** Where in the order the previous page ended: its `next`. */
  readonly after?: readonly Scalar[];
  readonly limit: number;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Absent on the last page. */
  readonly next?: readonly Scalar[];
}

/** Keys of one tenant's rows, from (inclusive) to (exclusive). */
export interface KeyRange {
  readonly tenant: string;
  readonly from: string;
  readonly to: string;
  readonly limit: number;
}

export interface TenantScan {
  readonly until: Scalar;
  /** The `next` of the previous page; or a value alone, to start after it. */
  readonly after?: readonly Scalar[];
  readonly limit: number;
}

/** How far a view is: for health checks, and for people who wait for a rebuild. */
export interface ViewState {
  readonly view: string;
  readonly version: number;
  readonly position: number;
  /** The position of the copy that is being built beside it. */
  readonly rebuilding?: number;
  /** Why it has stopped, if it has. */
  readonly fault?: string;
}

/** A view as a reader names it; its columns define how its rows can be read. */
export type Readable<Row> = Pick<View<never, Row>, 'name' | 'columns'>;

/**
 * Reads the rows of views, one tenant at a time: all that a route needs.
 *
 * A column that the view does not declare is a bug and throws. A column that the code declares but
 * the serving rows do not have yet is refused with `view.rebuilding`.
 */
export abstract class ViewReader {
  abstract get<Row>(view: Readable<Row>, tenant: string, key: string): Promise<Row | undefined>;

  abstract page<Row>(view: Readable<Row>, query: Query): Promise<Page<Row>>;

  /** Rows in the order of their keys, each as the JSON text that it is kept as. */
  abstract texts(view: Pick<AnyView, 'name'>, range: KeyRange): Promise<readonly string[]>;

  abstract count(view: Readable<never>, selection: Selection): Promise<number>;

  /** The number of rows for each value of a column. */
  abstract countBy(
    view: Readable<never>,
    selection: Selection,
    column: string,
  ): Promise<ReadonlyMap<Scalar, number>>;

  /**
   * The sum of an integer column, for each value of another one; neither is a set. Rows without a
   * number count as 0.
   */
  abstract sumBy(
    view: Readable<never>,
    selection: Selection,
    columns: { readonly sum: string; readonly by: string },
  ): Promise<ReadonlyMap<Scalar, number>>;

  /**
   * The position up to which every running view has been offered the log; stopped views do not
   * count.
   */
  abstract position(): Promise<number>;

  abstract states(): Promise<readonly ViewState[]>;
}

/** Reads across tenants too, for the system's own work; never behind a route. */
export abstract class CrossTenantReader extends ViewReader {
  /**
   * The rows of all tenants whose column is at or before `until`, earliest first, page by page. The
   * view must declare the column in `crossTenant`.
   */
  abstract scanTenants<Row>(
    view: Readable<Row>,
    column: string,
    query: TenantScan,
  ): Promise<Page<Row>>;
}
