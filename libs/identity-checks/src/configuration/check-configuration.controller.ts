import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lookUp } from '#eventing';
import {
  contentTagOf,
  CurrentPrincipal,
  field,
  languageOf,
  type Principal,
  Route,
} from '#platform';

import { type CheckSettings, isStartable } from '../check/check.settings.js';
import { CHECK_SETTINGS } from '../check/check.tokens.js';
import { checkConfigurationRoutes } from './check-configuration.routes.js';

/** What a desk has configured of checks, as far as somebody can start them. */
@Controller()
export class CheckConfigurationController {
  constructor(@Inject(CHECK_SETTINGS) private readonly settings: CheckSettings) {}

  @Route(checkConfigurationRoutes.checks)
  checks(
    @CurrentPrincipal() { role }: Principal,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ways, challenges: all, open, believed } = this.settings;
    const language = languageOf(field(headers, 'accept-language'));
    const isStaff = role !== 'customer' && role !== 'integration';
    const startable = Object.keys(ways).filter((way) =>
      isStartable(this.settings, way, { isStaff }),
    );
    const challenges = startable.map((way) => {
      const { challenge, ...says } = lookUp(ways, way)!;
      const { rounds, need } = lookUp(all, challenge)!;
      return { challenge, says: says[language], rounds, need };
    });
    const configuration = { challenges, open, believed };
    reply.headers({ etag: contentTagOf(configuration), vary: 'Accept-Language' });
    return configuration;
  }
}
