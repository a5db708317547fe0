import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Commands } from '#eventing';
import { answerReceipt, Route, commandContextOf, type Valid } from '#platform';

import { RECORDING, type Recording } from '../record/record.tokens.js';
import { claimRoutes } from '../record/record.routes.js';
import { ensure } from '../record/record.rules.js';
import { StoredRecords } from '../records/record.reader.js';

@Controller()
export class MergeController {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(RECORDING) private readonly recording: Recording,
    @Inject(StoredRecords) private readonly records: StoredRecords,
  ) {}

  /** A record whose other side is not there, or was forgotten, would be lost to whoever looks for it. */
  @Route(claimRoutes.merge)
  async merge(
    @Param('id') customer: string,
    @Body() data: Valid<typeof claimRoutes.merge.body>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const into = await this.records.rowOf(request.edge.principal!.tenant, data.into);
    ensure(into !== undefined, 'not-found');
    ensure(into!.erased === undefined, 'erased');
    const command = { ...commandContextOf(request), type: 'MergeRecord', data } as const;
    answerReceipt(reply, await this.commands.send(this.recording.decider, customer, command));
  }
}
