import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Issued, type Query, type Receipt, Refusal, ViewStore, Commands } from '#eventing';
import { Answers, AskedBy, type Asker, etagOf, issuedBy } from '#platform';

import type { TicketDecider } from '../ticket/ticket.decider.js';
import { TICKETS } from '../ticket/ticket.tokens.js';
import { type TicketRow, worklistView } from '../worklist/worklist.view.js';
import { queueRoutes } from './queue.routes.js';

const CANDIDATES = 20;

/** Somebody else was faster, or it was closed in the meantime: the next one, then. */
const isGone = (error: unknown) =>
  error instanceof Refusal && ['ticket.taken', 'ticket.closed'].includes(error.code);

/**
 * Hands out the tickets of a queue by priority, then by age. That two never get the same is the
 * decider's doing; what is remembered here only keeps those who ask at once from trying the same.
 */
export class Claims {
  readonly #underway = new Set<string>();

  constructor(
    private readonly views: ViewStore,
    private readonly commands: Commands,
    private readonly decider: TicketDecider,
  ) {}

  async next(queue: string, issued: Issued): Promise<Receipt | undefined> {
    return (issued.repeated && (await this.#earlier(issued))) || this.#take(queue, issued);
  }

  async #take(queue: string, issued: Issued): Promise<Receipt | undefined> {
    for await (const id of this.#waiting(queue, issued.tenant)) {
      const receipt = await this.#try(id, issued);
      if (receipt) return receipt;
    }
    return undefined;
  }

  async *#waiting(queue: string, tenant: string): AsyncGenerator<string> {
    let after: Query['after'];
    do {
      const page = await this.views.page<TicketRow>(worklistView, {
        tenant,
        where: { queue, status: 'open', assignee: null },
        order: [{ column: 'place' }],
        limit: CANDIDATES,
        ...(after && { after }),
      });
      yield* page.rows.map(({ id }) => id);
      after = page.next;
    } while (after);
  }

  async #try(id: string, issued: Issued): Promise<Receipt | undefined> {
    const place = `${issued.tenant}/${id}`;
    if (this.#underway.has(place)) return undefined;
    this.#underway.add(place);
    try {
      return await this.#claim(id, issued);
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    } finally {
      this.#underway.delete(place);
    }
  }

  #claim(id: string, issued: Issued) {
    return this.commands.send(this.decider, id, { ...issued, type: 'ClaimTicket', data: {} });
  }

  /** What this very request took before its answer was lost. */
  async #earlier(issued: Issued): Promise<Receipt | undefined> {
    const { rows } = await this.views.page<TicketRow>(worklistView, {
      tenant: issued.tenant,
      where: { assignee: issued.by.id, live: 1 },
      order: [{ column: 'changedAt', descending: true }],
      limit: CANDIDATES,
    });
    for (const { id } of rows) {
      const receipt = await this.#claim(id, issued);
      if (receipt.events.length > 0) return receipt;
    }
    return undefined;
  }
}

@Controller()
export class ClaimsController {
  readonly #claims: Claims;

  constructor(
    @Inject(ViewStore) private readonly views: ViewStore,
    @Inject(Commands) commands: Commands,
    @Inject(TICKETS) decider: TicketDecider,
  ) {
    this.#claims = new Claims(views, commands, decider);
  }

  @Answers(queueRoutes.claim)
  async claim(
    @AskedBy() { tenant }: Asker,
    @Param('queue') queue: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const receipt = await this.#claims.next(queue, issuedBy(request));
    if (!receipt) return void reply.code(204);
    reply.headers({ etag: etagOf(receipt.version), 'amends-position': receipt.position });
    return this.views.get<TicketRow>(worklistView, tenant, receipt.id);
  }
}
