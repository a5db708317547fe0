import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Condition, ViewProgress, ViewReader } from '#eventing';
import {
  Route,
  CurrentPrincipal,
  type Principal,
  etagOf,
  filterNames,
  ListQueries,
  sendNdjson,
} from '#platform';

import { ensure } from '../ticket/ticket.rules.js';
import { type AttachmentRow, attachmentsView } from '../attachments/attachments.view.js';
import { attachmentsFor, isReadable, shownTo } from './ticket.representation.js';
import { ShownTickets } from './shown-tickets.reader.js';
import { worklistRoutes } from './worklist.routes.js';
import type { TicketRow } from './ticket-row.view.js';
import { worklistView } from './worklist.view.js';

/** The ticket, if the principal may read it; otherwise refuses as for one that does not exist. */
export const readable = async (
  views: ViewReader,
  principal: Principal,
  id: string,
): Promise<TicketRow> => {
  const row = await views.get<TicketRow>(worklistView, principal.tenant, id);
  ensure(row !== undefined && isReadable(principal, row), 'not-found');
  return row!;
};

/** The condition on every list that a customer reads. */
const own = ({ role, id }: Principal): Readonly<Record<string, Condition>> =>
  role === 'customer' ? { people: id } : {};

/** How many files a ticket's answer lists. */
const FILES = 200;

/** The filters by what customers see of a ticket. By filtering they must not learn anything else. */
const open: readonly string[] = [
  'status',
  'priority',
  'kind',
  'category',
  'service',
  'waitingFor',
  'closedAs',
  'assignee',
  'unassigned',
  'requester',
  'person',
  'openedAfter',
  'openedBefore',
  'changedAfter',
  'changedBefore',
  'closedAfter',
  'closedBefore',
];

const withheld = filterNames(worklistRoutes.list.list).filter((name) => !open.includes(name));

const ensureTold = ({ role }: Principal, query: unknown) =>
  ensure(role !== 'customer' || !withheld.some((name) => name in Object(query)), 'staff-only');

@Controller()
export class WorklistController {
  constructor(
    private readonly views: ViewReader,
    private readonly progress: ViewProgress,
    private readonly lists: ListQueries,
    private readonly shown: ShownTickets,
  ) {}

  @Route(worklistRoutes.list)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    ensureTold(principal, request.query);
    return this.lists.text(request, reply, await this.#shown(principal, request));
  }

  @Route(worklistRoutes.export)
  async export(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    ensureTold(principal, request.query);
    const items = this.lists.all(request, await this.#shown(principal, request));
    sendNdjson(reply, items, this.progress.position);
  }

  @Route(worklistRoutes.one)
  async one(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const row = await readable(this.views, principal, id);
    const files = row.files ? await this.#filesOf(principal, id) : [];
    const shown = shownTo(principal)(row);
    reply.header('etag', etagOf(shown.version));
    const { painPoint, lastWord } = row;
    return { ...shown, painPoint, lastWord, attachments: attachmentsFor(principal, files) };
  }

  @Route(worklistRoutes.related)
  async related(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { links = [] } = shownTo(principal)(await readable(this.views, principal, id));
    const relations = Map.groupBy(links, ({ ticket }) => ticket);
    const page = await this.lists.page(request, reply, {
      view: worklistView,
      where: { linked: id, ...own(principal) },
      show: (row: TicketRow) => ({
        relations: (relations.get(row.id) ?? []).map(({ relation }) => relation),
        ticket: shownTo(principal)(row),
      }),
    });
    const items = page.items.filter(({ relations: ways }) => ways.length > 0);
    if (page.count === undefined) return { ...page, items };
    return { ...page, items, count: await this.#countReadable(principal, [...relations.keys()]) };
  }

  async #filesOf({ tenant }: Principal, ticket: string): Promise<readonly AttachmentRow[]> {
    const query = { tenant, where: { ticket }, order: [{ column: 'at' }], limit: FILES };
    return (await this.views.page<AttachmentRow>(attachmentsView, query)).rows;
  }

  async #countReadable(principal: Principal, ids: readonly string[]): Promise<number> {
    const get = (id: string) => this.views.get<TicketRow>(worklistView, principal.tenant, id);
    const rows = await Promise.all(ids.map(get));
    return rows.filter((row) => row !== undefined && isReadable(principal, row)).length;
  }

  #shown(principal: Principal, request: FastifyRequest) {
    return this.shown.list(principal, request, own(principal));
  }
}
