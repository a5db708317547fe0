import { Controller, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Condition, type Selection, ViewReader } from '#eventing';
import {
  CurrentPrincipal,
  isWordless,
  ListQueries,
  type Principal,
  type ReadContext,
  readContextOf,
  Route,
} from '#platform';

import { ShownTickets } from '../worklist/shown-tickets.reader.js';
import { shownTo } from '../worklist/ticket.representation.js';
import type { TicketRow } from '../worklist/ticket-row.view.js';
import { worklistView } from '../worklist/worklist.view.js';
import { searchRoutes } from './search.routes.js';
import { type SearchRow, searchView } from './search.view.js';

const EXCERPT = 500;
/** A customer's search covers this many of their latest tickets. */
const OWN = 1000;
/** So many tickets come with what was said. */
const TICKETS = 20;

const excerpt = ({ ticket, version, type, by, at, text }: SearchRow) => ({
  ticket,
  version,
  type,
  by,
  at,
  text: text.length > EXCERPT ? `${text.slice(0, EXCERPT).toWellFormed()}…` : text,
});

@Controller()
export class SearchController {
  constructor(
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
    private readonly shown: ShownTickets,
  ) {}

  @Route(searchRoutes.search)
  async search(
    @CurrentPrincipal() principal: Principal,
    @Query('q') q: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const where = await this.#readable(principal);
    const shown = { view: searchView, where, show: excerpt };
    const [tickets, page] = await Promise.all([
      isWordless(q) ? [] : this.#found(readContextOf(request), q),
      this.lists.page(request, reply, shown),
    ]);
    const items = await this.#withSubjects(principal, page.items);
    return { tickets: tickets.map(shownTo(principal)), ...page, items };
  }

  /** What was said, with the subject of its ticket as it is now. */
  async #withSubjects({ tenant }: Principal, said: readonly ReturnType<typeof excerpt>[]) {
    const ids = [...new Set(said.map(({ ticket }) => ticket))];
    const get = (id: string) => this.views.get<TicketRow>(worklistView, tenant, id);
    const rows = await Promise.all(ids.map(get));
    const subjects = new Map(rows.map((row) => [row?.id, row?.subject]));
    return said.map((each) => ({ ...each, subject: subjects.get(each.ticket) ?? '' }));
  }

  /** By their own words, and by what is known of the customer now, which a ticket is not told. */
  async #found(reader: ReadContext, q: string): Promise<readonly TicketRow[]> {
    const { onRead, ...also } = await this.shown.alsoFound(reader, q);
    const rows = await this.#tickets(reader.principal, { search: q, ...also }, TICKETS);
    await onRead?.(rows);
    return rows;
  }

  /** Customers find public text on tickets that they may read; nothing else. */
  async #readable(principal: Principal): Promise<Readonly<Record<string, Condition>>> {
    if (principal.role !== 'customer') return {};
    const own = await this.#tickets(principal, {}, OWN);
    return { audience: 'everyone', ticket: own.map(({ id }) => id) };
  }

  async #tickets(
    { role, tenant, id }: Principal,
    wanted: Omit<Selection, 'tenant'>,
    limit: number,
  ) {
    const { rows } = await this.views.page<TicketRow>(worklistView, {
      ...wanted,
      tenant,
      where: { ...wanted.where, ...(role === 'customer' && { people: id }) },
      order: [{ column: 'openedAt', descending: true }],
      limit,
    });
    return rows;
  }
}
