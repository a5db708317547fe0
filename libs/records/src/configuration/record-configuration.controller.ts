import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentTagOf, field as headerField, languageOf, languages, Route } from '#platform';

import { RECORDING, type Recording } from '../record/record.tokens.js';
import { recordConfigurationRoutes } from './record-configuration.routes.js';

/** What a desk has configured of records, so that no screen has to know it by itself. */
@Controller()
export class RecordConfigurationController {
  constructor(@Inject(RECORDING) private readonly recording: Recording) {}

  @Route(recordConfigurationRoutes.records)
  records(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const language = languageOf(headerField(request.headers, 'accept-language'));
    const all = Object.entries(this.recording.settings.fields);
    const fields = all.map(([field, { kind, label, contact = false }]) => ({
      field,
      kind,
      label: label[language],
      contact,
    }));
    const configuration = { fields, languages };
    reply.headers({ etag: contentTagOf(configuration), vary: 'Accept-Language' });
    return configuration;
  }
}
