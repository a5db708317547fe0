import { Body, Controller, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type CommandContext, Commands } from '#eventing';
import { etagOf, IssuedBy, Route } from '#platform';

import { unreadIn } from './importing.decisions.js';
import { ImportRecord } from './record.requests.js';
import { importRoutes } from './record.routes.js';
import { ensure } from './record.rules.js';
import { RECORDING, type Recording } from './record.tokens.js';
import { speaksFor } from './system-access.rules.js';

/** What another system says of a customer. */
@Controller()
export class ImportsController {
  constructor(
    private readonly commands: Commands,
    @Inject(RECORDING) private readonly recording: Recording,
  ) {}

  @Route(importRoutes.import)
  async import(
    @Param('id') customer: string,
    @Body() body: ImportRecord,
    @IssuedBy() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { principal } = reply.request.edge;
    ensure(speaksFor(principal!, body.system), 'not-your-system');
    const { decider, settings } = this.recording;
    const command = { ...context, type: 'ImportRecord', data: { customer, ...body } } as const;
    const { id, version, position } = await this.commands.send(decider, customer, command);
    reply.headers({ etag: etagOf(version), 'amends-position': position });
    return { id, version, unread: unreadIn(settings, command) };
  }
}
