import { Body, Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { CommandContext } from '#eventing';
import { answerReceipt, IssuedBy, Route } from '#platform';

import { JoinSpeaker } from '../contact/matters.requests.js';
import { Speaking } from './speaking.handler.js';
import { speakingRoutes } from './speaking.routes.js';

@Controller()
export class SpeakingController {
  constructor(private readonly speaking: Speaking) {}

  @Route(speakingRoutes.join)
  async join(
    @Param('id') id: string,
    @Body() wish: JoinSpeaker,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    answerReceipt(reply, await this.speaking.join(id, wish, context));
  }
}
