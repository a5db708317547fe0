import { Body, Controller, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  type CommandContext,
  type CommandPayload,
  Commands,
  type DataOf,
  ViewReader,
} from '#eventing';
import { answerReceipt, IssuedBy, Route } from '#platform';

import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { TicketDecider } from '../ticket/ticket.decider.js';
import { TICKETS } from '../ticket/ticket.tokens.js';
import { ensure } from '../ticket/ticket.rules.js';
import type { TicketRow } from '../worklist/ticket-row.view.js';
import { worklistView } from '../worklist/worklist.view.js';
import { LinkTickets, MergeTicket } from './link.requests.js';
import { linkRoutes } from './link.routes.js';

/** Commands that need to know the other ticket: its data is sent with the command. */
@Controller()
export class LinkController {
  constructor(
    private readonly views: ViewReader,
    private readonly commands: Commands,
    @Inject(TICKETS) private readonly decider: TicketDecider,
  ) {}

  @Route(linkRoutes.link)
  async link(
    @Param('id') id: string,
    @Body() data: LinkTickets,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    await this.#other(context, id, data.ticket);
    answerReceipt(reply, await this.#send(context, id, { type: 'LinkTickets', data }));
  }

  @Route(linkRoutes.unlink)
  async unlink(
    @Param() { id, ...data }: { readonly id: string } & DataOf<TicketCommand, 'UnlinkTickets'>,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    answerReceipt(reply, await this.#send(context, id, { type: 'UnlinkTickets', data }));
  }

  @Route(linkRoutes.merge)
  async merge(
    @Param('id') id: string,
    @Body() { into, reason }: MergeTicket,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const { requester, status, mergedInto } = await this.#other(context, id, into);
    const closed = status === 'closed';
    const known = { closed, ...(mergedInto !== undefined && { mergedInto }) };
    const data = { into, reason, requester: requester.id, ...known };
    answerReceipt(reply, await this.#send(context, id, { type: 'MergeTicket', data }));
  }

  async #other({ tenant }: CommandContext, id: string, other: string): Promise<TicketRow> {
    const itself = await this.views.get<TicketRow>(worklistView, tenant, id);
    ensure(itself !== undefined, 'not-found');
    ensure(other !== id, 'link-to-itself');
    const row = await this.views.get<TicketRow>(worklistView, tenant, other);
    ensure(row !== undefined, 'other-ticket-not-found');
    return row!;
  }

  #send(context: CommandContext, id: string, command: CommandPayload<TicketCommand>) {
    return this.commands.send(this.decider, id, { ...context, ...command } as TicketCommand);
  }
}
