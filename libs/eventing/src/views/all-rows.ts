import type { Query, Readable, ViewReader } from './view-reader.port.js';

/**
 * Every row that a query selects, in its order, read page by page as the caller consumes them; with
 * `query.after`, those that follow. `limit` is the size of a page.
 */
export async function* allRows<Row>(
  views: Pick<ViewReader, 'page'>,
  view: Readable<Row>,
  query: Query,
): AsyncGenerator<Row> {
  let { after } = query;
  do {
    const page = await views.page(view, { ...query, ...(after && { after }) });
    yield* page.rows;
    after = page.next;
  } while (after);
}
