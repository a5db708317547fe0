import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Condition, type Scalar, ViewReader } from '#eventing';
import { Route, CurrentPrincipal, type Principal, ListQueries } from '#platform';

import { priorities, statuses } from '../ticket/ticket.events.js';
import { ShownTickets } from '../worklist/shown-tickets.reader.js';
import type { TicketRow } from '../worklist/ticket-row.view.js';
import { sortKeysOf, worklistView } from '../worklist/worklist.view.js';
import { queueRoutes } from './queue.routes.js';

type Tally = ReadonlyMap<Scalar, number>;
type Where = Readonly<Record<string, Condition>>;

const working = statuses.filter((status) => status !== 'closed');

/** `{ open: 2 }` for one queue, from the counts of each name. */
const countsIn = (queue: Scalar, names: readonly string[], tallies: readonly Tally[]) =>
  Object.fromEntries(
    names.flatMap((name, index) => {
      const count = tallies[index]?.get(queue) ?? 0;
      return count > 0 ? [[name, count]] : [];
    }),
  );

/**
 * Each count reads only one index: by status and assignee, or by sort key, which begins with the
 * priority.
 */
@Controller()
export class QueueController {
  constructor(
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
    private readonly shown: ShownTickets,
  ) {}

  @Route(queueRoutes.queues)
  async queues(@CurrentPrincipal() { tenant }: Principal) {
    const countBy = (where: Where) => this.views.countBy(worklistView, { tenant, where }, 'queue');
    const [unassigned, byStatus, byPriority] = await Promise.all([
      countBy({ status: working, assignee: null }),
      Promise.all(working.map((status) => countBy({ status }))),
      Promise.all(
        priorities.map((priority) => countBy({ active: 1, sortKey: sortKeysOf(priority) })),
      ),
    ]);
    const queues = new Set(byStatus.flatMap((tallied) => [...tallied.keys()]));
    const items = [...queues].toSorted().map(async (queue) => ({
      queue,
      tickets: byStatus.reduce((sum, tallied) => sum + (tallied.get(queue) ?? 0), 0),
      unassigned: unassigned.get(queue) ?? 0,
      oldest: await this.#oldest(tenant, queue),
      byStatus: countsIn(queue, working, byStatus),
      byPriority: countsIn(queue, priorities, byPriority),
    }));
    return { items: await Promise.all(items) };
  }

  @Route(queueRoutes.board)
  async board(
    @CurrentPrincipal() principal: Principal,
    @Param('queue') queue: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const shown = await this.shown.list(principal, request, { queue, active: 1 });
    return this.lists.text(request, reply, shown);
  }

  async #oldest(tenant: string, queue: Scalar) {
    const { rows } = await this.views.page<TicketRow>(worklistView, {
      tenant,
      where: { queue, active: 1 },
      order: [{ column: 'openedAt' }],
      limit: 1,
    });
    return rows[0]?.openedAt;
  }
}
