import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CommandPayload, ViewReader, Commands } from '#eventing';
import { answerReceipt, Route, commandContextOf, type Valid } from '#platform';

import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { TicketDecider } from '../ticket/ticket.decider.js';
import { TICKETS } from '../ticket/ticket.tokens.js';
import { ensure } from '../ticket/ticket.rules.js';
import { type TicketRow, worklistView } from '../worklist/worklist.view.js';
import { linkRoutes } from './link.routes.js';

/** Commands that need to know the other ticket: what is known of it is brought along with them. */
@Controller()
export class LinkController {
  constructor(
    @Inject(ViewReader) private readonly views: ViewReader,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(TICKETS) private readonly decider: TicketDecider,
  ) {}

  @Route(linkRoutes.link)
  async link(
    @Param('id') id: string,
    @Body() data: Valid<typeof linkRoutes.link.body>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.#other(request, id, data.ticket);
    await this.#send(request, reply, { type: 'LinkTickets', data });
  }

  @Route(linkRoutes.merge)
  async merge(
    @Param('id') id: string,
    @Body() { into, reason }: Valid<typeof linkRoutes.merge.body>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const other = await this.#other(request, id, into);
    const { requester, status } = other;
    const data = { into, reason, requester: requester.id, closed: status === 'closed' };
    await this.#send(request, reply, { type: 'MergeTicket', data });
  }

  async #other({ edge }: FastifyRequest, id: string, other: string): Promise<TicketRow> {
    const { tenant } = edge.principal!;
    const itself = await this.views.get<TicketRow>(worklistView, tenant, id);
    ensure(itself !== undefined, 'not-found');
    ensure(other !== id, 'link-to-itself');
    const row = await this.views.get<TicketRow>(worklistView, tenant, other);
    ensure(row !== undefined, 'other-ticket-not-found');
    return row!;
  }

  async #send(
    request: FastifyRequest,
    reply: FastifyReply,
    command: CommandPayload<TicketCommand>,
  ) {
    const { id } = request.params as { readonly id: string };
    const context = { ...commandContextOf(request), ...command } as TicketCommand;
    answerReceipt(reply, await this.commands.send(this.decider, id, context));
  }
}
