import { Body, Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { CommandContext } from '#eventing';
import { answerReceipt, IssuedBy, Route } from '#platform';

import { LinkContact, StartContact } from '../contact/contact.requests.js';
import { Starting } from './starting.handler.js';
import { startingRoutes } from './starting.routes.js';

@Controller()
export class StartingController {
  constructor(private readonly starting: Starting) {}

  @Route(startingRoutes.start)
  async start(
    @Body() wish: StartContact,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const receipt = await this.starting.start(wish, context);
    answerReceipt(reply.header('location', `${startingRoutes.start.path}/${receipt.id}`), receipt);
  }

  @Route(startingRoutes.link)
  async link(
    @Param('id') id: string,
    @Body() { ticket }: LinkContact,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    answerReceipt(reply, await this.starting.link(id, ticket, context));
  }
}
