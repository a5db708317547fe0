import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerReceipt, Route, type Principal, ListQueries, EventStream } from '#platform';

import { systemsOf } from '../record/system-access.rules.js';
import { isNotice, Notices } from './notices.handler.js';
import { rectificationsRoutes } from './rectifications.routes.js';
import { type RectificationRow, rectificationsView } from './rectifications.view.js';

/** Its value is read from the record afterwards. */
const asItIs = (row: RectificationRow) => row;

/** Connected systems see what is addressed to them; staff see all. */
const within = (principal: Principal) =>
  principal.role === 'integration' ? { where: { recipient: systemsOf(principal) } } : {};

@Controller()
export class RectificationsController {
  constructor(
    @Inject(ListQueries) private readonly lists: ListQueries,
    @Inject(EventStream) private readonly eventStream: EventStream,
    @Inject(Notices) private readonly notices: Notices,
  ) {}

  @Route(rectificationsRoutes.list)
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const shown = { view: rectificationsView, show: asItIs, ...within(request.edge.principal!) };
    const page = await this.lists.page(request, reply, shown);
    const items = await Promise.all(page.items.map((row) => this.notices.told(request, row)));
    return { ...page, items };
  }

  @Route(rectificationsRoutes.live)
  async listen(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await this.eventStream.open(request, reply, (event) =>
      isNotice(event) ? this.notices.heard(request, event) : undefined,
    );
  }

  @Route(rectificationsRoutes.acknowledge)
  async acknowledge(
    @Param('id') notice: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    answerReceipt(reply, await this.notices.acknowledge(request, notice));
  }
}
