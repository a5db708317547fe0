import type { Page, Query, Readable, Scalar, ViewReader } from '#eventing';

/** A list whose rows may change what they are sorted by while it is read page by page. */
export interface MovingList<Row> {
  readonly views: Pick<ViewReader, 'page' | 'position'>;
  readonly view: Readable<Row>;
  readonly query: Query;
  /** The column with the position in the log of each row's last change. */
  readonly changed: string;
}

/** After every key, so that a row which changed at the position itself is not among those after. */
const LAST = '\u{10ffff}';

/** The rows that changed after a position, in the order of their changes. */
const changedAfter = <Row>(
  { views, view, query, changed }: MovingList<Row>,
  after: readonly Scalar[],
): Promise<Page<Row>> => views.page(view, { ...query, order: [{ column: changed }], after });

const starting = (since: Scalar, late: 0 | 1, place: readonly Scalar[]) => ({
  next: [since, late, ...place],
});

const latePage = async <Row>(
  list: MovingList<Row>,
  [since, place]: readonly [Scalar, readonly Scalar[]],
): Promise<Page<Row>> => {
  const { rows, next } = await changedAfter(list, place);
  return { rows, ...(next && starting(since, 1, next)) };
};

/** One page of the order; after its last one, unless it is the only one, come those that changed. */
const orderedPage = async <Row>(
  list: MovingList<Row>,
  [since, place]: readonly [Scalar, readonly Scalar[]],
): Promise<Page<Row>> => {
  const isFirst = place.length === 0;
  const query = isFirst ? list.query : { ...list.query, after: place };
  const { rows, next } = await list.views.page(list.view, query);
  if (next) return { rows, ...starting(since, 0, next) };
  if (isFirst) return { rows };
  const begin = [since, LAST];
  const late = await changedAfter({ ...list, query: { ...list.query, limit: 1 } }, begin);
  return { rows, ...(late.rows.length > 0 && starting(since, 1, begin)) };
};

/**
 * A page; its `next` begins with the position of the views when the first page was read. While a
 * list is read, a row may move from what is still to be read to what was read already. So the rows
 * that changed since follow at the end, as they are now: none that was there all the time is
 * missed, and some come twice. It costs one seek more, and no more rows than have changed.
 */
export const pageOfMoving = async <Row>(
  list: MovingList<Row>,
  from: readonly Scalar[] | undefined,
): Promise<Page<Row>> => {
  const [since, late, ...place] = from ?? [await list.views.position(), 0];
  return late === 1 ? latePage(list, [since!, place]) : orderedPage(list, [since!, place]);
};
