import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { commandContextOf, Route, type Valid } from '#platform';

import { erasureRoutes } from './erasure.routes.js';
import { RecordErasure } from './erasure.handler.js';
import { PersonalDataFile } from './personal-data.handler.js';

/** Being forgotten. */
@Controller()
export class ErasureController {
  constructor(
    @Inject(RecordErasure) private readonly erasure: RecordErasure,
    @Inject(PersonalDataFile) private readonly file: PersonalDataFile,
  ) {}

  @Route(erasureRoutes.erase)
  async erase(
    @Param('id') customer: string,
    @Body() { legalBasis }: Valid<typeof erasureRoutes.erase.body>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.file.ensureReadable(request.edge.principal!, customer);
    const receipt = await this.erasure.erase(commandContextOf(request), { customer, legalBasis });
    reply.header('amends-position', receipt.position);
    return receipt;
  }
}
