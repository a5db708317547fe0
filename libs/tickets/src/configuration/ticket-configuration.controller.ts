import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { contentTagOf, Route } from '#platform';

import type { TicketSettings } from '../ticket/ticket.settings.js';
import { TICKET_SETTINGS } from '../ticket/ticket.tokens.js';
import { ticketConfigurationRoutes, words } from './ticket-configuration.routes.js';

/** What a desk has configured of tickets, so that no screen has to know it by itself. */
@Controller()
export class TicketConfigurationController {
  readonly #configuration: object;

  constructor(@Inject(TICKET_SETTINGS) settings: TicketSettings) {
    const { matrix, categories, services, reopenDays, answerDays, maxWatchers } = settings;
    const limits = { reopenDays, answerDays, watchers: maxWatchers };
    this.#configuration = { ...words, matrix, categories, services, ...limits };
  }

  @Route(ticketConfigurationRoutes.tickets)
  tickets(@Res({ passthrough: true }) reply: FastifyReply) {
    reply.header('etag', contentTagOf(this.#configuration));
    return this.#configuration;
  }
}
