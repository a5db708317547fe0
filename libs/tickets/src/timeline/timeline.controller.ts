import { Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EventStore, streamOf, ViewReader } from '#eventing';
import { Route, CurrentPrincipal, type Principal } from '#platform';

import { readable } from '../worklist/worklist.controller.js';
import { entriesFor } from './entry.representation.js';
import { ReadTimeline } from './timeline.requests.js';
import { timelineRoutes } from './timeline.routes.js';

@Controller()
export class TimelineController {
  constructor(
    private readonly views: ViewReader,
    private readonly store: EventStore,
  ) {}

  @Route(timelineRoutes.timeline)
  async timeline(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Query() { from = 0, limit = 50 }: ReadTimeline,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { version } = await readable(this.views, principal, id);
    const events = await this.store.read(streamOf('ticket', principal.tenant, id), { from, limit });
    const next = from + events.length;
    const hasMore = events.length === limit && next < version;
    if (hasMore)
      reply.header('link', `</v1/tickets/${id}/timeline?from=${next}&limit=${limit}>; rel="next"`);
    return { items: entriesFor(principal, events), ...(hasMore && { next }) };
  }
}
