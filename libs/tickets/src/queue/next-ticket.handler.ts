import { Inject, Injectable } from '@nestjs/common';
import {
  allRows,
  type CommandContext,
  Commands,
  type Receipt,
  Refusal,
  ViewReader,
} from '#eventing';

import type { TicketDecider } from '../ticket/ticket.decider.js';
import { TICKETS } from '../ticket/ticket.tokens.js';
import type { TicketRow } from '../worklist/ticket-row.view.js';
import { worklistView } from '../worklist/worklist.view.js';

const CANDIDATES = 20;

/** Somebody else was faster, or it was closed in the meantime: the next one, then. */
const isGone = (error: unknown) =>
  error instanceof Refusal && ['ticket.taken', 'ticket.closed'].includes(error.code);

/**
 * Hands out the tickets of a queue by priority, then by age. That two never get the same is the
 * decider's doing; what is remembered here only keeps those who ask at once from trying the same.
 */
@Injectable()
export class NextTicket {
  readonly #underway = new Set<string>();

  constructor(
    private readonly views: ViewReader,
    private readonly commands: Commands,
    @Inject(TICKETS) private readonly decider: TicketDecider,
  ) {}

  async next(queue: string, context: CommandContext): Promise<Receipt | undefined> {
    return (context.repeated && (await this.#earlier(context))) || this.#take(queue, context);
  }

  async #take(queue: string, context: CommandContext): Promise<Receipt | undefined> {
    for await (const { id } of this.#waiting(queue, context.tenant)) {
      const receipt = await this.#try(id, context);
      if (receipt) return receipt;
    }
    return undefined;
  }

  #waiting(queue: string, tenant: string): AsyncGenerator<TicketRow> {
    return allRows<TicketRow>(this.views, worklistView, {
      tenant,
      where: { queue, status: 'open', assignee: null },
      order: [{ column: 'sortKey' }],
      limit: CANDIDATES,
    });
  }

  async #try(id: string, context: CommandContext): Promise<Receipt | undefined> {
    const place = `${context.tenant}/${id}`;
    if (this.#underway.has(place)) return undefined;
    this.#underway.add(place);
    try {
      return await this.#claim(id, context);
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    } finally {
      this.#underway.delete(place);
    }
  }

  #claim(id: string, context: CommandContext) {
    return this.commands.send(this.decider, id, { ...context, type: 'ClaimTicket', data: {} });
  }

  /** What this very request took before its answer was lost. */
  async #earlier(context: CommandContext): Promise<Receipt | undefined> {
    const { rows } = await this.views.page<TicketRow>(worklistView, {
      tenant: context.tenant,
      where: { assignee: context.by.id, active: 1 },
      order: [{ column: 'changedAt', descending: true }],
      limit: CANDIDATES,
    });
    for (const { id } of rows) {
      const receipt = await this.#claim(id, context);
      if (receipt.events.length > 0) return receipt;
    }
    return undefined;
  }
}
