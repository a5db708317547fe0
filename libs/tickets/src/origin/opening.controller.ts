import { Body, Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { CommandContext } from '#eventing';
import {
  answerReceipt,
  commandRow,
  CurrentPrincipal,
  IssuedBy,
  type Principal,
  Route,
} from '#platform';

import type { OpenTicket } from '../ticket/opening.requests.js';
import { openingOf, openingRoutes } from '../ticket/opening.routes.js';
import { Openings } from './openings.handler.js';

@Controller()
export class OpeningController {
  constructor(private readonly openings: Openings) {}

  @Route(commandRow({ name: 'OpenTicket', ...openingRoutes.OpenTicket }))
  async open(
    @CurrentPrincipal() principal: Principal,
    @Body() body: OpenTicket,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const receipt = await this.openings.open(context, openingOf(body, principal));
    reply.header('location', `/v1/tickets/${receipt.id}`);
    answerReceipt(reply, receipt);
  }
}
