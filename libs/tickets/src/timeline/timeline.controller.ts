import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ViewReader } from '#eventing';
import { CurrentPrincipal, HistoryPages, type Principal, Route } from '#platform';

import { readable } from '../worklist/worklist.controller.js';
import { entriesFor } from './entry.representation.js';
import { timelineRoutes } from './timeline.routes.js';
import { entriesFrom, type TimelineEntry, timelineView } from './timeline.view.js';

/** Staff see all of each entry, so theirs are sent as they are kept. */
const shownTo = (principal: Principal, entries: readonly string[]): string => {
  if (principal.role !== 'customer') return `[${entries.join()}]`;
  const parsed = entries.map((text) => JSON.parse(text) as TimelineEntry);
  return JSON.stringify(entriesFor(principal, parsed));
};

@Controller()
export class TimelineController {
  constructor(
    private readonly views: ViewReader,
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
    const range = { tenant: principal.tenant, ...entriesFrom(id, first), limit };
    const entries = await this.views.texts(timelineView, range);
    const next = first + entries.length;
    const hasMore = entries.length === limit && next <= version;
    const items = shownTo(principal, entries);
    return this.pages.text(request, reply, { items, next: hasMore ? next : undefined });
  }
}
