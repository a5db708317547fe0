import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Cursors } from './cursors.js';
import type { ReadHistory } from './history.requests.js';
import { askedIn, nextLink } from './list-queries.js';

interface HistoryPage<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
}

/** Pages of what happened to one thing, by its versions; with the cursors that lists have. */
export class HistoryPages {
  constructor(private readonly cursors: Cursors) {}

  /** The versions that a page may have: `limit` of them, from the first one on. */
  asked(request: FastifyRequest): { readonly first: number; readonly limit: number } {
    const { from = 1, cursor, limit = 50 } = request.query as ReadHistory;
    if (cursor === undefined) return { first: from, limit };
    return { first: this.cursors.read(askedIn(request), cursor)[0] as number, limit };
  }

  /** `next`: the version that the next page begins with, if there is one. */
  page<Item>(
    request: FastifyRequest,
    reply: FastifyReply,
    { items, next }: { readonly items: readonly Item[]; readonly next: number | undefined },
  ): HistoryPage<Item> {
    const nextCursor = this.#nextCursor(request, reply, next);
    return { items, ...(nextCursor !== undefined && { nextCursor }) };
  }

  /** The page as JSON, of items that are JSON already. */
  text(
    request: FastifyRequest,
    reply: FastifyReply,
    { items, next }: { readonly items: string; readonly next: number | undefined },
  ): string {
    const nextCursor = this.#nextCursor(request, reply, next);
    reply.header('content-type', 'application/json; charset=utf-8');
    const after = nextCursor === undefined ? '' : `,"nextCursor":${JSON.stringify(nextCursor)}`;
    return `{"items":${items}${after}}`;
  }

  #nextCursor(request: FastifyRequest, reply: FastifyReply, next: number | undefined) {
    if (next === undefined) return undefined;
    const cursor = this.cursors.write(askedIn(request), [next]);
    reply.header('link', nextLink(request.url, cursor));
    return cursor;
  }
}
