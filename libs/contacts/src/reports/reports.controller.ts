import { Controller, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Moment, type Readable, type Scalar, ViewReader } from '#eventing';
import { CurrentPrincipal, ListQueries, Now, type Principal, Route } from '#platform';

import { type ContactRow, contactsView } from '../contacts/contacts.view.js';
import { deviationsView } from '../deviations/deviations.view.js';
import { refusalsView } from '../refusals/refusals.view.js';
import { repeatsView } from '../repeats/repeats.view.js';
import { mostFirst, periodOf } from './period.mapping.js';
import { DeviationCounts, RefusalCounts, RepeatCounts } from './reports.requests.js';
import { reportsRoutes } from './reports.routes.js';

const itself = <Row>(row: Row): Row => row;

const openHandoff =
  (now: Moment) =>
  ({ id: contact, customer, accountable, handoffs }: ContactRow) => {
    const open = handoffs.find(({ status, offeredAt }) => status === 'offered' && offeredAt)!;
    const { handoff, person, queue, reason, offeredAt, until } = open;
    const seconds = Math.floor((Date.parse(now) - Date.parse(offeredAt!)) / 1000);
    const said = { person, queue, reason, until };
    const told = Object.fromEntries(Object.entries(said).filter(([, value]) => value));
    const waits = { offeredAt: offeredAt!, seconds: Math.max(0, seconds) };
    return { contact, handoff, customer, accountable, ...told, ...waits };
  };

interface Asked {
  readonly group: string;
  readonly from?: string;
  readonly to?: string;
}

/** What happened in contacts, one by one and counted. */
@Controller()
export class ReportsController {
  constructor(
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
  ) {}

  @Route(reportsRoutes.refusals)
  refusals(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.lists.page(request, reply, { view: refusalsView, show: itself });
  }

  @Route(reportsRoutes.repeats)
  repeats(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.lists.page(request, reply, { view: repeatsView, show: itself });
  }

  @Route(reportsRoutes.deviations)
  deviations(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.lists.page(request, reply, { view: deviationsView, show: itself });
  }

  @Route(reportsRoutes.handoffs)
  handoffs(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Now() now: Moment,
  ) {
    const where = { offeredAt: { from: '' } };
    return this.lists.page(request, reply, { view: contactsView, where, show: openHandoff(now) });
  }

  @Route(reportsRoutes.refusalCounts)
  refusalCounts(
    @CurrentPrincipal() { tenant }: Principal,
    @Query() asked: RefusalCounts,
    @Now() now: Moment,
  ) {
    return this.#counts(refusalsView, tenant, asked, now);
  }

  @Route(reportsRoutes.repeatCounts)
  repeatCounts(
    @CurrentPrincipal() { tenant }: Principal,
    @Query() asked: RepeatCounts,
    @Now() now: Moment,
  ) {
    return this.#counts(repeatsView, tenant, asked, now);
  }

  @Route(reportsRoutes.deviationCounts)
  deviationCounts(
    @CurrentPrincipal() { tenant }: Principal,
    @Query() asked: DeviationCounts,
    @Now() now: Moment,
  ) {
    return this.#counts(deviationsView, tenant, asked, now);
  }

  async #counts(view: Readable<never>, tenant: string, asked: Asked, now: Moment) {
    const at = periodOf(asked, now);
    const counts = await this.views.countBy(view, { tenant, where: { at } }, asked.group);
    const items = [...counts].map(([group, count]: [Scalar, number]) => ({ group, count }));
    const count = items.reduce((sum, each) => sum + each.count, 0);
    return { ...at, items: mostFirst(items, ({ count: most }) => most), count };
  }
}
