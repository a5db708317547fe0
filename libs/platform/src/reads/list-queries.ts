import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  allRows,
  canonical,
  type Condition,
  type Page,
  type Readable,
  type Scalar,
  type Selection,
  type ViewReader,
} from '#eventing';

import { LARGEST_PAGE, type Listing } from '../routes/listing.js';
import type { Cursors } from './cursors.js';
import type { PageCache } from './page-cache.js';
import { pageOfMoving } from './moving-pages.js';
import { changedIn, isWordless, pageQueryOf, selectionOf, type ListQuery } from './selecting.js';

/** What a list shows. */
export interface Shown<Row, Item> {
  readonly view: Readable<Row>;
  /** A condition that always applies, e.g. the principal's own items, or one queue. */
  readonly where?: Readonly<Record<string, Condition>>;
  readonly show: (row: Row) => Item;
  /** Called with the rows that are about to be shown. */
  readonly onRead?: (rows: readonly Row[]) => Promise<void>;
  /** Turns a search text into the words that this view's rows have. Default: the text itself. */
  readonly search?: (typed: string) => string;
  /** What a search finds beside the rows with its words. */
  readonly also?: Selection['also'];
  /** By parameter: the values that the ones in the query stand for. */
  readonly meant?: Readonly<Record<string, readonly string[]>>;
}

export interface Items<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
  readonly count?: number;
}

const listOf = ({ edge }: FastifyRequest): Listing => {
  if (!edge.row.list) throw new Error(`${edge.row.path} is not a list.`);
  return edge.row.list;
};

/** The query that a cursor belongs to. */
export const askedIn = ({ edge, query, params }: FastifyRequest): string => {
  const { cursor: _, limit: __, count: ___, ...rest } = query as ListQuery;
  return canonical([edge.row.path, edge.principal!.tenant, edge.principal!.id, params, rest]);
};

/** The header field Link (RFC 8288) of a page that has a next one. */
export const nextLink = (url: string, cursor: string) => {
  const [path = '', query = ''] = url.replaceAll(/[<>"]/g, encodeURIComponent).split('?', 2);
  // As they were sent: an encoded comma is part of a value, the other separates values.
  const others = query.split('&').filter((pair) => pair !== '' && !pair.startsWith('cursor='));
  return `<${path}?${[...others, `cursor=${cursor}`].join('&')}>; rel="next"`;
};

/** Pages of views as the row of a route allows: filter, search, sort, cursor, count on request. */
export class ListQueries {
  constructor(
    private readonly views: ViewReader,
    private readonly cursors: Cursors,
    private readonly pageCache: PageCache,
  ) {}

  /**
   * A page as JSON text, built once until something changes. Only for lists whose items depend on
   * the rows and the principal alone, not on the time of day.
   */
  async text<Row, Item>(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: Shown<Row, Item>,
  ): Promise<string> {
    const { principal } = request.edge;
    const key = canonical([principal!.tenant, principal!.role, principal!.id, request.url]);
    const { body, link } = await this.pageCache.get(key, async () => {
      const page = JSON.stringify(await this.page(request, reply, shown));
      const next = reply.getHeader('link');
      return { body: page, ...(next !== undefined && { link: String(next) }) };
    });
    if (link !== undefined) reply.header('link', link);
    reply.header('content-type', 'application/json; charset=utf-8');
    return body;
  }

  async page<Row, Item>(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: Shown<Row, Item>,
  ): Promise<Items<Item>> {
    const query = request.query as ListQuery;
    if (isWordless(query['q']))
      return { items: [], ...(query['count'] === 'exact' && { count: 0 }) };
    const asked = askedIn(request);
    const cursor = query['cursor'] as string | undefined;
    const from = cursor === undefined ? undefined : this.cursors.read(asked, cursor);
    const { rows, next } = await this.#read(request, shown, from);
    const nextCursor = next && this.cursors.write(asked, next);
    if (nextCursor) reply.header('link', nextLink(request.url, nextCursor));
    return {
      items: rows.map(shown.show),
      ...(nextCursor && { nextCursor }),
      ...(query['count'] === 'exact' && {
        count: await this.views.count(shown.view, within(request, shown)),
      }),
    };
  }

  /** Every item that the query selects, read page by page as the caller consumes them. */
  async *all<Row, Item>(request: FastifyRequest, shown: Shown<Row, Item>): AsyncGenerator<Item> {
    const list = listOf(request);
    const query: ListQuery = { ...(request.query as ListQuery), limit: LARGEST_PAGE };
    if (isWordless(query['q'])) return;
    const all = pageQueryOf(list, query, within(request, shown));
    for await (const row of allRows<Row>(this.views, shown.view, all)) {
      await shown.onRead?.([row]);
      yield shown.show(row);
    }
  }

  async #read<Row>(
    request: FastifyRequest,
    shown: Omit<Shown<Row, unknown>, 'show'>,
    from: readonly Scalar[] | undefined,
  ): Promise<Page<Row>> {
    const list = listOf(request);
    const asked = request.query as ListQuery;
    const query = pageQueryOf(list, asked, within(request, shown));
    const changed = changedIn(list, asked);
    const { view } = shown;
    const page = await (changed === undefined
      ? this.views.page(view, { ...query, ...(from && { after: from }) })
      : pageOfMoving({ views: this.views, view, query, changed }, from));
    await shown.onRead?.(page.rows);
    return page;
  }
}

type Within = Pick<Shown<never, unknown>, 'where' | 'search' | 'also' | 'meant'>;

const within = (
  request: FastifyRequest,
  { where, search: asTyped = String, also, meant }: Within,
): Selection => {
  const { tenant } = request.edge.principal!;
  const query: ListQuery = { ...(request.query as ListQuery), ...meant };
  const all = selectionOf(listOf(request), query, tenant, where);
  if (all.search === undefined) return all;
  return { ...all, search: asTyped(all.search), ...(also && { also }) };
};
