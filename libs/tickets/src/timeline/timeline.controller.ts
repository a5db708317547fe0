import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EventStore, streamOf, ViewReader } from '#eventing';
import { CurrentPrincipal, HistoryPages, type Principal, Route } from '#platform';

import { readable } from '../worklist/worklist.controller.js';
import { entriesFor } from './entry.representation.js';
import { timelineRoutes } from './timeline.routes.js';

@Controller()
export class TimelineController {
  constructor(
    private readonly views: ViewReader,
    private readonly store: EventStore,
    private readonly pages: HistoryPages,
  ) {}

  @Route(timelineRoutes.timeline)
  async timeline(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { first, limit } = this.pages.asked(request);
    const { version } = await readable(this.views, principal, id);
    const stream = streamOf('ticket', principal.tenant, id);
    const events = await this.store.read(stream, { from: first - 1, limit });
    const next = first + events.length;
    const hasMore = events.length === limit && next <= version;
    const items = entriesFor(principal, events);
    return this.pages.page(request, reply, { items, next: hasMore ? next : undefined });
  }
}
