import type { RecordedEvent } from '../messages.js';
import type { AnyView, Scalar, View } from './view.js';

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

/** Where a row is. */
export interface RowPlace {
  readonly tenant: string;
  readonly key: string;
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
 * Where views are kept. An adapter is correct when it passes `viewStoreConformance`.
 *
 * Asking for a column that the view does not declare is a bug and throws. Asking for one that the
 * code declares, and the rows that still serve do not have yet, refuses with `view.rebuilding`.
 */
export abstract class ViewStore {
  /**
   * Applies events beyond each view's position, in order; rows and position change in one
   * transaction, so an event counts once however often it is offered. Offer every event beyond
   * `position()`: positions need not be dense, so a gap cannot be noticed here. A view whose fold
   * throws stands still from there on, with its fault in `states`, until it is rebuilt or the store
   * is opened again; the others go on. A copy that has come as far as the views is kept up too.
   *
   * What has been counted can be read when this resolves, and need not be durable: the log is. A
   * store that loses it falls back to an earlier `position()`, and refuses what does not follow on it.
   */
  abstract apply(events: readonly RecordedEvent[]): Promise<void>;

  /** The position up to which every view that does not stand still has been applied, or offered. */
  abstract position(): Promise<number>;

  abstract states(): Promise<readonly ViewState[]>;

  abstract get<Row>(view: Readable<Row>, tenant: string, key: string): Promise<Row | undefined>;

  abstract page<Row>(view: Readable<Row>, query: Query): Promise<Page<Row>>;

  abstract count(view: Readable<never>, selection: Selection): Promise<number>;

  /** How many rows there are for each value of a column. */
  abstract countBy(
    view: Readable<never>,
    selection: Selection,
    column: string,
  ): Promise<ReadonlyMap<Scalar, number>>;

  /**
   * Every tenant's rows of a view whose column is at or before `until`, earliest first, a page at a
   * time. The column is one that the view declares in `across`. For the system's own work (what is
   * due); never behind a route.
   */
  abstract scanTenants<Row>(
    view: Readable<Row>,
    column: string,
    query: TenantScan,
  ): Promise<Page<Row>>;

  /**
   * Starts an empty copy of a view beside the serving one. A copy that is half built goes on, from
   * the position that this answers with; ask again after a fault.
   */
  abstract beginRebuild(view: AnyView): Promise<{ readonly position: number }>;

  /** Applies events to the copy; answers with its position. Throws the fault of a fold that throws. */
  abstract fill(view: AnyView, events: readonly RecordedEvent[]): Promise<number>;

  /** Lets the copy serve if it is as far as what has been applied; answers whether it does now. */
  abstract swap(view: AnyView): Promise<boolean>;

  /** Views whose stored version, columns or indexes differ from those in the code. */
  abstract outdated(): Promise<readonly AnyView[]>;

  /**
   * Makes rows again, in the view and in a copy of it, from `events`: all that belong to these rows
   * up to the position `upTo`. For when events read otherwise than they did. Answers false, and does
   * nothing, when the view or its copy has counted events beyond: then ask again, with those too.
   */
  abstract reproject(
    view: AnyView,
    rows: readonly RowPlace[],
    events: readonly RecordedEvent[],
    upTo: number,
  ): Promise<boolean>;

  /**
   * When it answers, no byte of rows and words that are no more is in any file. Reads go on
   * meanwhile; what is to be written waits.
   */
  abstract purge(): Promise<void>;

  abstract close(): Promise<void>;
}
