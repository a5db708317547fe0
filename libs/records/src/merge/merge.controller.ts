import { Body, Controller, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type CommandContext, Commands } from '#eventing';
import { answerReceipt, IssuedBy, Route } from '#platform';

import { MergeRecord } from '../record/record.requests.js';
import { claimRoutes } from '../record/record.routes.js';
import { ensure } from '../record/record.rules.js';
import { RECORDING, type Recording } from '../record/record.tokens.js';
import { StoredRecords } from '../records/record.reader.js';

@Controller()
export class MergeController {
  constructor(
    private readonly commands: Commands,
    @Inject(RECORDING) private readonly recording: Recording,
    private readonly records: StoredRecords,
  ) {}

  /** A record merged into one that does not exist, or was erased, could not be found any more. */
  @Route(claimRoutes.merge)
  async merge(
    @Param('id') customer: string,
    @Body() data: MergeRecord,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const into = await this.records.rowOf(context.tenant, data.into);
    ensure(into !== undefined, 'not-found');
    ensure(into!.erased === undefined, 'erased');
    const command = { ...context, type: 'MergeRecord', data } as const;
    answerReceipt(reply, await this.commands.send(this.recording.decider, customer, command));
  }
}
