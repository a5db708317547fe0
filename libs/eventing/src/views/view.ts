import type { Message, Of, RecordedEvent } from '../messages.js';
import { idOf } from '../stream.js';

/** What a row can be filtered and sorted by. Moments are ISO 8601 text, which sorts by time. */
export type Scalar = string | number | null;

export interface ScalarColumn<Row> {
  readonly type: 'text' | 'integer';
  readonly of: (row: Row) => Scalar;
  /**
   * Where a page that is sorted by it has the rows without a value: behind all others, up and down.
   * Otherwise nothing is the least, so it comes first going up and last going down.
   */
  readonly nulls?: 'last';
}

export type Column<Row> =
  | ScalarColumn<Row>
  /** Several values in one row, e.g. everybody concerned; can be filtered by, not sorted by. */
  | { readonly type: 'set'; readonly of: (row: Row) => readonly string[] };

/**
 * A read model: rows folded from events, purely, so that it can be thrown away and made again.
 *
 * Raise `version` when the fold or a column changes: the view is then rebuilt beside the old one.
 */
export interface View<Event extends Message, Row> {
  readonly name: string;
  readonly version: number;
  /** The aggregate, or aggregates, whose streams it reads. */
  readonly of: string | readonly string[];
  /** The row that an event belongs to; the id in the stream's name where none is given. */
  readonly key?: {
    readonly [Type in Event['type']]?: (event: RecordedEvent<Of<Event, Type>>) => string;
  };
  readonly columns: Readonly<Record<string, Column<Row>>>;
  /**
   * Column lists that pages are filtered and sorted by; the row's key is the last tie-breaker. A
   * leading `-` sorts that column down where the others go up. No set columns.
   */
  readonly indexes: readonly (readonly string[])[];
  /** Columns by which the system itself looks over all tenants (`CrossTenantReader.scanTenants`). */
  readonly crossTenant?: readonly string[];
  /** The words by which a row is found, in any script. */
  readonly search?: (row: Row) => string;
  /** A new row, `null` to remove it, or the row as it was to leave it alone. */
  readonly when: {
    readonly [Type in Event['type']]?: (
      row: Row | undefined,
      event: RecordedEvent<Of<Event, Type>>,
    ) => Row | null | undefined;
  };
}

/** A view whatever it is of. */
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

/** The row after the event; the row as it was when the view does not look at such events. */
export const project = <Event extends Message, Row>(
  view: View<Event, Row>,
  row: Row | undefined,
  event: RecordedEvent,
): Row | null | undefined => {
  const apply = view.when[event.type as Event['type']];
  return apply ? apply(row, event as never) : row;
};
