import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal, ListQueries, type Principal, Route } from '#platform';

import { leavesRoutes } from './leaves.routes.js';
import { type LeaveRow, leavesView } from './leaves.view.js';

/** What a customer said is not for the one who may speak for them. */
const shownTo =
  ({ role, id }: Principal) =>
  ({ words, ...row }: LeaveRow): LeaveRow =>
    words !== undefined && (role !== 'customer' || row.customer === id) ? { ...row, words } : row;

@Controller()
export class LeavesController {
  constructor(private readonly lists: ListQueries) {}

  @Route(leavesRoutes.list)
  list(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const where = principal.role === 'customer' ? { people: principal.id } : {};
    return this.lists.page(request, reply, { view: leavesView, where, show: shownTo(principal) });
  }
}
