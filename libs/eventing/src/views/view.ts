import type { Message, Of, RecordedEvent } from '../messages.js';
import { idOf } from '../stream.js';

/** What a row can be filtered and sorted by. Moments are ISO 8601 text, which sorts by time. */
export type Scalar = string | number | null;

export interface ScalarColumn<Row> {
  readonly type: 'text' | 'integer';
  readonly of: (row: Row) => Scalar;
  /**
   * Where a page sorted by this column has the rows without a value: after all others, in both
   * directions. By default null is the smallest value: first when ascending, last when descending.
   */
  readonly nulls?: 'last';
}

export type Column<Row> =
  | ScalarColumn<Row>
  /** Several values in one row, e.g. everybody involved; can be filtered by, not sorted by. */
  | { readonly type: 'set'; readonly of: (row: Row) => readonly string[] };

/**
 * A read model: rows computed from events by pure functions, so it can be deleted and rebuilt.
 *
 * Raise `version` when the functions or a column change: the view is then rebuilt beside the old
 * one.
 */
export interface View<Event extends Message, Row> {
  readonly name: string;
  readonly version: number;
  /** The aggregate, or aggregates, whose streams it reads. */
  readonly of: string | readonly string[];
  /** The key of the row that an event belongs to; by default the id in the stream's name. */
  readonly key?: {
    readonly [Type in Event['type']]?: (event: RecordedEvent<Of<Event, Type>>) => string;
  };
  /** Each event makes a row of its own, so nobody looks whether there is one already. */
  readonly isRowPerEvent?: true;
  readonly columns: Readonly<Record<string, Column<Row>>>;
  /**
   * Column lists that pages are filtered and sorted by; the row's key is the last tie-breaker. A
   * leading `-` sorts that column in the opposite direction to the others. No set columns.
   */
  readonly indexes: readonly (readonly string[])[];
  /** Columns by which the system itself scans all tenants (`CrossTenantReader.scanTenants`). */
  readonly crossTenant?: readonly string[];
  /** The words by which a row is found, in any script. */
  readonly search?: (row: Row) => string;
  /** Returns a new row, `null` to remove it, or the same row to leave it alone. */
  readonly when: {
    readonly [Type in Event['type']]?: (
      row: Row | undefined,
      event: RecordedEvent<Of<Event, Type>>,
    ) => Row | null | undefined;
  };
}

/** Any view, whatever its rows. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of views of different rows
export type AnyView = View<any, any>;

export const keyOf = (view: AnyView, event: RecordedEvent): string =>
  view.key?.[event.type]?.(event) ?? idOf(event.stream);

const reads = ({ of }: AnyView, stream: string): boolean =>
  typeof of === 'string'
    ? stream.startsWith(`${of}-`)
    : of.some((aggregate) => stream.startsWith(`${aggregate}-`));

export const handles = (view: AnyView, event: RecordedEvent): boolean =>
  Object.hasOwn(view.when, event.type) && reads(view, event.stream);

/** The row after the event; the same row when the view does not handle such events. */
export const project = <Event extends Message, Row>(
  view: View<Event, Row>,
  row: Row | undefined,
  event: RecordedEvent,
): Row | null | undefined => {
  const apply = view.when[event.type as Event['type']];
  return apply ? apply(row, event as never) : row;
};
