import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Condition, Projector, ViewStore } from '#eventing';
import { Answers, AskedBy, type Asker, etagOf, Lists, sendNdjson } from '#platform';

import { ensure } from '../ticket/ticket.rules.js';
import { isReadable, shownTo } from './ticket.representation.js';
import { worklistRoutes } from './worklist.routes.js';
import { type TicketRow, worklistView } from './worklist.view.js';

/** The ticket, if the asker may read it; otherwise refuses as for one that does not exist. */
export const readable = async (views: ViewStore, asker: Asker, id: string): Promise<TicketRow> => {
  const row = await views.get<TicketRow>(worklistView, asker.tenant, id);
  ensure(row !== undefined && isReadable(asker, row), 'not-found');
  return row!;
};

/** What limits every list that a customer reads. */
const own = ({ role, id }: Asker): Readonly<Record<string, Condition>> =>
  role === 'customer' ? { people: id } : {};

/** What customers are not told of a ticket, they cannot find out by filtering either. */
const withheld = ['queue', 'origin', 'related'];

const ensureTold = ({ role }: Asker, query: unknown) =>
  ensure(role !== 'customer' || !withheld.some((name) => name in Object(query)), 'staff-only');

@Controller()
export class WorklistController {
  constructor(
    @Inject(ViewStore) private readonly views: ViewStore,
    @Inject(Projector) private readonly projector: Projector,
    @Inject(Lists) private readonly lists: Lists,
  ) {}

  @Answers(worklistRoutes.list)
  list(
    @AskedBy() asker: Asker,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    ensureTold(asker, request.query);
    return this.lists.text(request, reply, this.#shown(asker));
  }

  @Answers(worklistRoutes.export)
  export(@AskedBy() asker: Asker, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    ensureTold(asker, request.query);
    const items = this.lists.all(request, this.#shown(asker));
    sendNdjson(reply, items, this.projector.position);
  }

  @Answers(worklistRoutes.one)
  async one(
    @AskedBy() asker: Asker,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const row = await readable(this.views, asker, id);
    reply.header('etag', etagOf(row.version));
    return shownTo(asker)(row);
  }

  @Answers(worklistRoutes.related)
  async related(
    @AskedBy() asker: Asker,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { links = [] } = shownTo(asker)(await readable(this.views, asker, id));
    const relations = Map.groupBy(links, ({ ticket }) => ticket);
    const page = await this.lists.page(request, reply, {
      view: worklistView,
      where: { linked: id, ...own(asker) },
      show: (row: TicketRow) => ({
        relations: (relations.get(row.id) ?? []).map(({ relation }) => relation),
        ticket: shownTo(asker)(row),
      }),
    });
    const items = page.items.filter(({ relations: ways }) => ways.length > 0);
    if (page.count === undefined) return { ...page, items };
    return { ...page, items, count: await this.#countReadable(asker, [...relations.keys()]) };
  }

  async #countReadable(asker: Asker, ids: readonly string[]): Promise<number> {
    const get = (id: string) => this.views.get<TicketRow>(worklistView, asker.tenant, id);
    const rows = await Promise.all(ids.map(get));
    return rows.filter((row) => row !== undefined && isReadable(asker, row)).length;
  }

  #shown(asker: Asker) {
    return { view: worklistView, where: own(asker), show: shownTo(asker) };
  }
}
