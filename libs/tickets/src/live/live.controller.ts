import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { idOf, type RecordedEvent, streamOf, ViewReader } from '#eventing';
import {
  Route,
  CurrentPrincipal,
  type Principal,
  EventStream,
  type StreamedEvent,
} from '#platform';

import { entriesFor } from '../timeline/entry.representation.js';
import { entryOf } from '../timeline/timeline.view.js';
import { isReadable, shownTo } from '../worklist/ticket.representation.js';
import { readable } from '../worklist/worklist.controller.js';
import type { TicketRow } from '../worklist/ticket-row.view.js';
import { worklistView } from '../worklist/worklist.view.js';
import { liveRoutes } from './live.routes.js';

const isOfTicket = ({ stream }: RecordedEvent) => stream.startsWith('ticket-');

/** Whether an event takes its ticket out of this queue. */
const leaves = ({ type, data }: RecordedEvent, queue: string) =>
  type === 'TicketQueued' && (data as { readonly from?: string }).from === queue;

const isOn = (row: TicketRow | undefined, queue: string): boolean =>
  row?.queue === queue && row.status !== 'closed';

@Controller()
export class LiveController {
  constructor(
    private readonly views: ViewReader,
    private readonly eventStream: EventStream,
  ) {}

  @Route(liveRoutes.ticket)
  async ticket(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await readable(this.views, principal, id);
    const stream = streamOf('ticket', principal.tenant, id);
    await this.eventStream.open(request, reply, async (event) => {
      const [entry] = event.stream === stream ? entriesFor(principal, [entryOf(event)]) : [];
      // Who was a watcher when the stream was opened may have been taken out since.
      if (!entry || !(await this.#isReadable(principal, id))) return undefined;
      return { event: entry.type, data: entry };
    });
  }

  @Route(liveRoutes.queue)
  async queue(
    @Param('queue') queue: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.eventStream.open(request, reply, (event) =>
      isOfTicket(event) ? this.#onBoard(event, queue) : undefined,
    );
  }

  async #isReadable(principal: Principal, id: string): Promise<boolean> {
    if (principal.role !== 'customer') return true;
    const row = await this.views.get<TicketRow>(worklistView, principal.tenant, id);
    return row !== undefined && isReadable(principal, row);
  }

  /** The ticket as it is on the board now; or that it is no longer there. */
  async #onBoard(event: RecordedEvent, queue: string): Promise<StreamedEvent | undefined> {
    const id = idOf(event.stream);
    const row = await this.views.get<TicketRow>(worklistView, event.meta.tenant, id);
    if (row && isOn(row, queue)) return { event: 'changed', data: shownTo({ role: 'agent' })(row) };
    const isGone = row?.queue === queue || leaves(event, queue);
    return isGone ? { event: 'left', data: { id } } : undefined;
  }
}
