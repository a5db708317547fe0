import { Body, Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { CommandContext } from '#eventing';
import { answerReceipt, IssuedBy, Route } from '#platform';

import { RefuseService } from '../contact/matters.requests.js';
import { Refusing } from './refusing.handler.js';
import { refusalRoutes } from './refusals.routes.js';

@Controller()
export class RefusalsController {
  constructor(private readonly refusing: Refusing) {}

  @Route(refusalRoutes.refuse)
  async refuse(
    @Param('id') id: string,
    @Body() refused: RefuseService,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    answerReceipt(reply, await this.refusing.refuse(id, refused, context));
  }
}
