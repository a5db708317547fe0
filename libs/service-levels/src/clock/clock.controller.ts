import { Controller, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { idOf, type Moment, type RecordedEvent, ViewReader } from '#eventing';
import {
  CurrentPrincipal,
  EventStream,
  ListQueries,
  Now,
  type Principal,
  Route,
  type StreamedEvent,
} from '#platform';
import { readable } from '#tickets';

import { targets } from '../policy/level-policy.events.js';
import { clocksShown } from './clock.representation.js';
import { TicketClocksQuery } from './clock.requests.js';
import { clockRoutes } from './clock.routes.js';
import { ensure } from './clock.rules.js';
import { Clocks } from './clocks.handler.js';
import { type ClockRow, clocksView } from './clocks.view.js';

const targetIn = ({ data }: RecordedEvent) => (data as { readonly target?: string }).target;

/** How tickets stand to their service levels. */
@Controller()
export class ClockController {
  constructor(
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
    private readonly eventStream: EventStream,
    private readonly clocks: Clocks,
  ) {}

  @Route(clockRoutes.ofTicket)
  async ofTicket(
    @CurrentPrincipal() principal: Principal,
    @Param('id') ticket: string,
    @Query() { policyVersion }: TicketClocksQuery,
    @Now() at: Moment,
  ) {
    const { tenant, role } = principal;
    await readable(this.views, principal, ticket);
    ensure(role !== 'customer' || policyVersion === undefined, 'staff-only');
    const counted = await this.clocks.count(tenant, ticket, at, policyVersion);
    const rows = policyVersion === undefined ? await this.#recorded(tenant, ticket) : [];
    return clocksShown(principal, { ticket, at }, counted, rows);
  }

  @Route(clockRoutes.list)
  list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.lists.page(request, reply, { view: clocksView, show: (row: ClockRow) => row });
  }

  @Route(clockRoutes.live)
  async live(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await this.eventStream.open(request, reply, (event) =>
      event.stream.startsWith('clock-') ? this.#changed(event) : undefined,
    );
  }

  async #changed(event: RecordedEvent): Promise<StreamedEvent | undefined> {
    const key = `${idOf(event.stream)}/${targetIn(event)}`;
    const row = await this.views.get<ClockRow>(clocksView, event.meta.tenant, key);
    return row && row.level !== 'on-track' ? { event: 'changed', data: row } : undefined;
  }

  async #recorded(tenant: string, ticket: string): Promise<readonly ClockRow[]> {
    const query = { tenant, where: { ticket }, limit: targets.length };
    return (await this.views.page<ClockRow>(clocksView, query)).rows;
  }
}
