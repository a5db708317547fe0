import type { Scalar, View } from './view.js';

export type Condition =
  | Scalar
  /** One of these. */
  | readonly Scalar[]
  /** From (inclusive) to (exclusive). */
  | { readonly from?: Scalar; readonly to?: Scalar };

export interface Order {
  readonly column: string;
  readonly descending?: boolean;
}

/** Which rows of one tenant. A set column holds when it contains (one of) the value(s). */
export interface Selection {
  readonly tenant: string;
  readonly where?: Readonly<Record<string, Condition>>;
  /** Words that must all occur, folded as `searchable` folds; the last may be the start of a word. */
  readonly search?: string;
}

export interface Query extends Selection {
  readonly order?: readonly Order[];
  /** The place in the order where the page before ended: its `next`. */
  readonly after?: readonly Scalar[];
  readonly limit: number;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Absent on the last page. */
  readonly next?: readonly Scalar[];
}

export interface TenantScan {
  readonly until: Scalar;
  /** The `next` of the page before; or a value alone, to begin beyond it. */
  readonly after?: readonly Scalar[];
  readonly limit: number;
}

/** How far a view is, for health and for people who wait for a rebuild. */
export interface ViewState {
  readonly view: string;
  readonly version: number;
  readonly position: number;
  /** The position of the copy that is being built beside it. */
  readonly rebuilding?: number;
  /** Why it stands still, if it does. */
  readonly fault?: string;
}

/** A view as a reader names it; its columns tell what its rows are. */
export type Readable<Row> = Pick<View<never, Row>, 'name' | 'columns'>;

/**
 * Reads the rows of views, one tenant's at a time: what a route needs.
 *
 * Asking for a column that the view does not declare is a bug and throws. Asking for one that the
 * code declares, and the rows that still serve do not have yet, refuses with `view.rebuilding`.
 */
export abstract class ViewReader {
  abstract get<Row>(view: Readable<Row>, tenant: string, key: string): Promise<Row | undefined>;

  abstract page<Row>(view: Readable<Row>, query: Query): Promise<Page<Row>>;

  abstract count(view: Readable<never>, selection: Selection): Promise<number>;

  /** How many rows there are for each value of a column. */
  abstract countBy(
    view: Readable<never>,
    selection: Selection,
    column: string,
  ): Promise<ReadonlyMap<Scalar, number>>;

  /** The position up to which every view that does not stand still has been applied, or offered. */
  abstract position(): Promise<number>;

  abstract states(): Promise<readonly ViewState[]>;
}

/** Reads beyond one tenant as well, for the system's own work; never behind a route. */
export abstract class CrossTenantReader extends ViewReader {
  /**
   * Every tenant's rows of a view whose column is at or before `until`, earliest first, a page at a
   * time. The column is one that the view declares in `crossTenant`.
   */
  abstract scanTenants<Row>(
    view: Readable<Row>,
    column: string,
    query: TenantScan,
  ): Promise<Page<Row>>;
}
