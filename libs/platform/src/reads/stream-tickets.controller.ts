import { Body, Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authenticator } from '../identity/authenticator.js';
import { TICKET_LASTS } from '../identity/stream-tickets.js';
import { Route } from '../routes/route.decorator.js';
import { streamTicketRoutes } from './stream-tickets.routes.js';

@Controller()
export class StreamTicketsController {
  constructor(@Inject(Authenticator) private readonly authenticator: Authenticator) {}

  @Route(streamTicketRoutes.issue)
  issue(@Body() { path }: { readonly path: string }, @Req() { edge, headers }: FastifyRequest) {
    const credential = { principal: edge.principal!, until: edge.until! };
    const opens = { path, credential, authorization: headers.authorization! };
    return { ticket: this.authenticator.tickets.issue(opens), expiresIn: TICKET_LASTS };
  }
}
