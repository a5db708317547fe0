import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { idOf, type Recorded, streamOf, ViewStore } from '#eventing';
import { Answers, AskedBy, type Asker, Live, type Told } from '#platform';

import { entriesFor } from '../timeline/entry.representation.js';
import { readable } from '../worklist/worklist.controller.js';
import { type TicketRow, worklistView } from '../worklist/worklist.view.js';
import { liveRoutes } from './live.routes.js';

const isOfTicket = ({ stream }: Recorded) => stream.startsWith('ticket-');

/** Whether an event takes its ticket out of this queue. */
const leaves = ({ type, data }: Recorded, queue: string) =>
  type === 'TicketQueued' && (data as { readonly from?: string }).from === queue;

const isOn = (row: TicketRow | undefined, queue: string): boolean =>
  row?.queue === queue && row.status !== 'closed';

@Controller()
export class LiveController {
  constructor(
    @Inject(ViewStore) private readonly views: ViewStore,
    @Inject(Live) private readonly live: Live,
  ) {}

  @Answers(liveRoutes.ticket)
  async ticket(
    @AskedBy() asker: Asker,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await readable(this.views, asker, id);
    const stream = streamOf('ticket', asker.tenant, id);
    await this.live.open(request, reply, (event) => {
      const [entry] = event.stream === stream ? entriesFor(asker, [event]) : [];
      return entry && { event: entry.type, data: entry };
    });
  }

  @Answers(liveRoutes.queue)
  async queue(
    @Param('queue') queue: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.live.open(request, reply, (event) =>
      isOfTicket(event) ? this.#onBoard(event, queue) : undefined,
    );
  }

  /** The ticket as it is on the board now; or that it is there no more. */
  async #onBoard(event: Recorded, queue: string): Promise<Told | undefined> {
    const id = idOf(event.stream);
    const row = await this.views.get<TicketRow>(worklistView, event.meta.tenant, id);
    if (isOn(row, queue)) return { event: 'changed', data: row };
    const isGone = row?.queue === queue || leaves(event, queue);
    return isGone ? { event: 'left', data: { id } } : undefined;
  }
}
