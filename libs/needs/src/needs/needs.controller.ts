import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ViewReader } from '#eventing';
import { CurrentPrincipal, etagOf, ListQueries, type Principal, Route } from '#platform';

import { ensure } from '../need/need.rules.js';
import { type DepartmentRow, departmentsView } from './departments.view.js';
import { needsRoutes } from './needs.routes.js';
import { type NeedRow, needsView } from './needs.view.js';

@Controller()
export class NeedsController {
  constructor(
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
  ) {}

  @Route(needsRoutes.list)
  list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.lists.page(request, reply, { view: needsView, show: (row: NeedRow) => row });
  }

  @Route(needsRoutes.departments)
  departments(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.lists.page(request, reply, {
      view: departmentsView,
      show: (row: DepartmentRow) => row,
    });
  }

  @Route(needsRoutes.one)
  async one(
    @CurrentPrincipal() { tenant }: Principal,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const row = await this.views.get<NeedRow>(needsView, tenant, id);
    ensure(row !== undefined, 'not-found');
    reply.header('etag', etagOf(row!.version));
    return row!;
  }
}
