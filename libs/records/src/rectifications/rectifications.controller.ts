import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandContext } from '#eventing';
import {
  answerReceipt,
  CurrentPrincipal,
  EventStream,
  IssuedBy,
  ListQueries,
  type Principal,
  ReadBy,
  type ReadContext,
  Route,
} from '#platform';

import { systemsOf } from '../record/system-access.rules.js';
import { isNotice, Notices } from './notices.handler.js';
import { rectificationsRoutes } from './rectifications.routes.js';
import { type RectificationRow, rectificationsView } from './rectifications.view.js';

/** Its value is read from the record afterwards. */
const asItIs = (row: RectificationRow) => row;

/** Connected systems see the notices addressed to them; staff see all. */
const within = (principal: Principal) =>
  principal.role === 'integration' ? { where: { recipient: systemsOf(principal) } } : {};

@Controller()
export class RectificationsController {
  constructor(
    private readonly lists: ListQueries,
    private readonly eventStream: EventStream,
    private readonly notices: Notices,
  ) {}

  @Route(rectificationsRoutes.list)
  async list(
    @ReadBy() reader: ReadContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const shown = { view: rectificationsView, show: asItIs, ...within(reader.principal) };
    const page = await this.lists.page(request, reply, shown);
    const items = await Promise.all(page.items.map((row) => this.notices.told(reader, row)));
    return { ...page, items };
  }

  @Route(rectificationsRoutes.live)
  async listen(
    @ReadBy() reader: ReadContext,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.eventStream.open(request, reply, (event) =>
      isNotice(event) ? this.notices.heard(reader, event) : undefined,
    );
  }

  @Route(rectificationsRoutes.acknowledge)
  async acknowledge(
    @Param('id') notice: string,
    @CurrentPrincipal() principal: Principal,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    answerReceipt(reply, await this.notices.acknowledge(context, principal, notice));
  }
}
