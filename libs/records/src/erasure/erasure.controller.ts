import { Body, Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { CommandContext } from '#eventing';
import { IssuedBy, Route } from '#platform';

import { RecordErasure } from './erasure.handler.js';
import { EraseRecord } from './erasure.requests.js';
import { erasureRoutes } from './erasure.routes.js';
import { PersonalDataFile } from './personal-data.handler.js';

/** Erasing a person's data. */
@Controller()
export class ErasureController {
  constructor(
    private readonly erasure: RecordErasure,
    private readonly file: PersonalDataFile,
  ) {}

  @Route(erasureRoutes.erase)
  async erase(
    @Param('id') customer: string,
    @Body() { legalBasis }: EraseRecord,
    @IssuedBy() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { tenant, by } = context;
    await this.file.ensureReadable({ tenant, role: by.kind, id: by.id }, customer);
    const receipt = await this.erasure.erase(context, { customer, legalBasis });
    reply.header('amends-position', receipt.position);
    return receipt;
  }
}
