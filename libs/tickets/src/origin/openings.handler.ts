import { Inject, Injectable } from '@nestjs/common';
import {
  causedCommandId,
  type CommandContext,
  Commands,
  type DataOf,
  EventStore,
  foldRecorded,
  newAggregateId,
  type Receipt,
  Refusal,
  streamOf,
  ViewReader,
} from '#eventing';

import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { TicketDecider } from '../ticket/ticket.decider.js';
import type { Origin } from '../ticket/ticket.events.js';
import { TICKETS } from '../ticket/ticket.tokens.js';
import type { TicketRow } from '../worklist/ticket-row.view.js';
import { originTextOf, worklistView } from '../worklist/worklist.view.js';
import { type OriginCommand, originDecider, originIdOf } from './origin.decider.js';

type Opening = DataOf<TicketCommand, 'OpenTicket'>;

const isOpened = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'ticket.already-opened';

/**
 * Opens tickets. Of several that are opened for one origin, at once or one after the other, the
 * first is opened, and answered to all.
 */
@Injectable()
export class Openings {
  constructor(
    private readonly store: EventStore,
    private readonly views: ViewReader,
    private readonly commands: Commands,
    @Inject(TICKETS) private readonly decider: TicketDecider,
  ) {}

  async open(context: CommandContext, data: Opening): Promise<Receipt> {
    const command = { ...context, type: 'OpenTicket', data } as const;
    const own = newAggregateId(context.id);
    // The decider refuses an origin that a customer states.
    if (!data.origin || context.by.kind === 'customer')
      return this.commands.send(this.decider, own, command);
    const known = await this.#imported(context.tenant, data.origin);
    const ticket = known ?? (await this.#claim(context, data.origin, own));
    try {
      return await this.commands.send(this.decider, ticket, command);
    } catch (error) {
      if (!isOpened(error)) throw error;
      return this.#asItIs(context.tenant, ticket);
    }
  }

  /** Histories that were imported by an earlier version have claimed no origin. */
  async #imported(tenant: string, origin: Origin): Promise<string | undefined> {
    const query = { tenant, where: { origin: originTextOf(origin) }, limit: 1 };
    const { rows } = await this.views.page<TicketRow>(worklistView, query);
    return rows[0]?.id;
  }

  /**
   * The ticket of the origin. One that was claimed and never opened, because its request died on the
   * way, is opened by anyone who comes next.
   */
  async #claim(context: CommandContext, origin: Origin, own: string): Promise<string> {
    const { basedOn: _basedOn, occurredAt: _occurredAt, ...asked } = context;
    const id = causedCommandId(context.id, 'claim the origin');
    const payload = { type: 'ClaimOrigin', data: { ticket: own } } as const;
    const command: OriginCommand = { ...asked, id, causation: context.id, ...payload };
    const stream = originIdOf(origin);
    await this.commands.send(originDecider, stream, command);
    const name = streamOf(originDecider.name, context.tenant, stream);
    return foldRecorded(originDecider, await this.store.read(name, { limit: 1 })).ticket ?? own;
  }

  async #asItIs(tenant: string, id: string): Promise<Receipt> {
    const stream = streamOf(this.decider.name, tenant, id);
    const [last] = await this.store.read(stream, { backwards: true, limit: 1 });
    return { id, version: last!.revision + 1, position: last!.position, events: [] };
  }
}
