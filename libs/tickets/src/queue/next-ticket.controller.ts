import { Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type CommandContext, ViewReader } from '#eventing';
import { etagOf, IssuedBy, Route } from '#platform';

import { shownTo } from '../worklist/ticket.representation.js';
import type { TicketRow } from '../worklist/ticket-row.view.js';
import { worklistView } from '../worklist/worklist.view.js';
import { NextTicket } from './next-ticket.handler.js';
import { queueRoutes } from './queue.routes.js';

@Controller()
export class NextTicketController {
  constructor(
    private readonly views: ViewReader,
    private readonly nextTicket: NextTicket,
  ) {}

  @Route(queueRoutes.claim)
  async claim(
    @Param('queue') queue: string,
    @IssuedBy() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const receipt = await this.nextTicket.next(queue, context);
    if (!receipt) return void reply.code(204);
    reply.headers({ etag: etagOf(receipt.version), 'amends-position': receipt.position });
    const row = await this.views.get<TicketRow>(worklistView, context.tenant, receipt.id);
    return row && shownTo({ role: 'agent' })(row);
  }
}
