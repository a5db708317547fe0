import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { idOf, type RecordedEvent, streamOf, ViewReader } from '#eventing';
import {
  CurrentPrincipal,
  EventStream,
  type Principal,
  Route,
  type StreamedEvent,
} from '#platform';

import { escalationShown, isReadable } from './escalation.representation.js';
import { readable } from './escalations.controller.js';
import { escalationsRoutes } from './escalations.routes.js';
import { type EscalationRow, escalationsView } from './escalations.view.js';

const isOfEscalation = ({ stream }: RecordedEvent) => stream.startsWith('escalation-');

@Controller()
export class EscalationLiveController {
  constructor(
    private readonly views: ViewReader,
    private readonly eventStream: EventStream,
  ) {}

  @Route(escalationsRoutes.board)
  async board(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.eventStream.open(request, reply, (event) =>
      isOfEscalation(event) ? this.#changed(principal, event) : undefined,
    );
  }

  @Route(escalationsRoutes.live)
  async one(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await readable(this.views, principal, id);
    const stream = streamOf('escalation', principal.tenant, id);
    await this.eventStream.open(request, reply, (event) =>
      event.stream === stream ? this.#changed(principal, event) : undefined,
    );
  }

  /** The escalation as it is now, for this reader. */
  async #changed(principal: Principal, event: RecordedEvent): Promise<StreamedEvent | undefined> {
    const { tenant, at } = event.meta;
    const row = await this.views.get<EscalationRow>(escalationsView, tenant, idOf(event.stream));
    if (!isReadable(principal, row)) return undefined;
    return { event: 'changed', data: escalationShown(principal, at)(row) };
  }
}
