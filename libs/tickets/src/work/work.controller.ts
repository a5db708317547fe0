import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ViewReader } from '#eventing';
import { Route, CurrentPrincipal, type Principal, ListQueries } from '#platform';

import { ShownTickets } from '../worklist/shown-tickets.reader.js';
import { worklistView } from '../worklist/worklist.view.js';
import { workRoutes } from './work.routes.js';

@Controller()
export class WorkController {
  constructor(
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
    private readonly shown: ShownTickets,
  ) {}

  @Route(workRoutes.mine)
  async mine(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const where = { assignee: principal.id, active: 1 };
    return this.lists.text(request, reply, await this.shown.list(principal, request, where));
  }

  @Route(workRoutes.load)
  async load(@CurrentPrincipal() { tenant }: Principal) {
    const tally = (status: string) =>
      this.views.countBy(worklistView, { tenant, where: { status } }, 'assignee');
    const [open, onHold, proposed] = await Promise.all([
      tally('open'),
      tally('on-hold'),
      tally('resolution-proposed'),
    ]);
    const everybody = new Set([...open.keys(), ...onHold.keys(), ...proposed.keys()]);
    const items = [...everybody].map((assignee) => {
      const [a, b, c] = [open, onHold, proposed].map((tallied) => tallied.get(assignee) ?? 0);
      const each = { open: a!, 'on-hold': b!, 'resolution-proposed': c! };
      return { assignee, tickets: a! + b! + c!, ...each };
    });
    return { items: items.toSorted((a, b) => b.tickets - a.tickets) };
  }
}
