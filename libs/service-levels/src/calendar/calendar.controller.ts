import { Controller, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ViewReader } from '#eventing';
import {
  commandController,
  CurrentPrincipal,
  etagOf,
  ListQueries,
  type Principal,
  Route,
} from '#platform';

import { calendarDecider } from './calendar.decider.js';
import { calendarShown, calendarSummary } from './calendar.representation.js';
import { CalendarVersionQuery } from './calendar.requests.js';
import { calendarCommands, calendarRoutes } from './calendar.routes.js';
import { ensure } from './calendar.rules.js';
import { type CalendarRow, calendarsView, calendarVersionsView } from './calendars.view.js';

export const CalendarCommandController = commandController(calendarDecider, calendarCommands);

/** Calendars and their versions. */
@Controller()
export class CalendarController {
  constructor(
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
  ) {}

  @Route(calendarRoutes.list)
  list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.lists.page(request, reply, { view: calendarsView, show: calendarSummary });
  }

  @Route(calendarRoutes.one)
  async one(
    @CurrentPrincipal() { tenant }: Principal,
    @Param('id') id: string,
    @Query() { version }: CalendarVersionQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const latest = await this.#latest(tenant, id);
    reply.header('etag', etagOf(latest.version));
    if (version === undefined || version === latest.version) return calendarShown(latest);
    const key = `${id}/${version}`;
    const row = await this.views.get<CalendarRow>(calendarVersionsView, tenant, key);
    ensure(row !== undefined, 'version-not-found');
    return calendarShown(row!);
  }

  @Route(calendarRoutes.versions)
  async versions(
    @CurrentPrincipal() { tenant }: Principal,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.#latest(tenant, id);
    const shown = { view: calendarVersionsView, where: { calendar: id }, show: calendarSummary };
    return this.lists.page(request, reply, shown);
  }

  async #latest(tenant: string, id: string): Promise<CalendarRow> {
    const row = await this.views.get<CalendarRow>(calendarsView, tenant, id);
    ensure(row !== undefined, 'not-found');
    return row!;
  }
}
