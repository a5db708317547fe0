import { Controller, Inject, Optional, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CommandContext, Commands, ViewReader } from '#eventing';
import {
  answerReceipt,
  CurrentPrincipal,
  IssuedBy,
  LegalHolds,
  type Principal,
  Route,
} from '#platform';

import type { TicketDecider } from '../ticket/ticket.decider.js';
import { TICKETS } from '../ticket/ticket.tokens.js';
import { readable } from '../worklist/worklist.controller.js';
import type { Place } from './attachments.controller.js';
import type { RemoveAttachment } from './attachments.requests.js';
import { attachmentRoutes } from './attachments.routes.js';

/** Whether the law lets a file go is known to those who keep the records. */
@Controller()
export class AttachmentRemovalController {
  constructor(
    private readonly views: ViewReader,
    private readonly commands: Commands,
    @Inject(TICKETS) private readonly decider: TicketDecider,
    @Optional() private readonly holds?: LegalHolds,
  ) {}

  @Route(attachmentRoutes.remove)
  async remove(
    @CurrentPrincipal() principal: Principal,
    @IssuedBy() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const { id, attachment } = request.params as Place;
    const { reason } = request.query as RemoveAttachment;
    const { requester } = await readable(this.views, principal, id);
    const held = (await this.holds?.isHeld(principal.tenant, requester.id)) ?? false;
    const data = { attachment, reason, ...(held && { held }) };
    const command = { ...context, type: 'RemoveAttachment', data } as const;
    answerReceipt(reply, await this.commands.send(this.decider, id, command));
  }
}
