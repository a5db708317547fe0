import { Inject, Injectable } from '@nestjs/common';
import {
  causedCommandId,
  type CommandContext,
  type CommandHandler,
  Commands,
  type Message,
  newAggregateId,
  type Receipt,
  ViewReader,
} from '#eventing';
import { Chains } from '#teams';
import { type TicketRow, worklistView } from '#tickets';

import { isCustomer, speakerOf } from '../escalation/asking.rules.js';
import type { EscalationCommand, EscalationWish } from '../escalation/escalation.commands.js';
import type { EscalationDecider } from '../escalation/escalation.decider.js';
import type { RequestEscalation } from '../escalation/escalation.requests.js';
import { ensure } from '../escalation/escalation.rules.js';
import { ESCALATION_DECIDER } from '../escalation/escalation.tokens.js';
import { type EscalationRow, escalationsView, matterOf } from '../escalations/escalations.view.js';

const isOnTicket = ({ requester, watchers }: TicketRow, customer: string) =>
  requester.id === customer || watchers.includes(customer);

/** Finds the open escalation of a matter, or makes one and finds whom to ask. */
@Injectable()
export class EscalationRequests implements CommandHandler {
  constructor(
    private readonly commands: Commands,
    private readonly chains: Chains,
    private readonly views: ViewReader,
    @Inject(ESCALATION_DECIDER) private readonly decider: EscalationDecider,
  ) {}

  /** Carries out the wishes of policies. Their id is not needed: the matter gives it. */
  async handle(_id: string, command: Message & CommandContext): Promise<Receipt> {
    return this.request(command, command.data as EscalationWish);
  }

  /** Carries out what a person asks for about a ticket. */
  async ask({ ticket, ...said }: RequestEscalation, context: CommandContext): Promise<Receipt> {
    const row = await this.views.get<TicketRow>(worklistView, context.tenant, ticket);
    const customer = speakerOf(context) ?? row?.requester.id ?? '';
    const code = isCustomer(context) ? 'not-found' : 'ticket-not-found';
    ensure(row !== undefined && isOnTicket(row, customer), code);
    const cause = { kind: 'asked' } as const;
    return this.request(context, { ...said, customer, cause, about: { ticket } });
  }

  async request(context: CommandContext, wish: EscalationWish): Promise<Receipt> {
    const { tenant, at } = context;
    const { queue = await this.#queueOf(tenant, wish), ...rest } = wish;
    const { team, accountable, people } = await this.chains.chainFor(tenant, queue, at);
    const data = {
      ...rest,
      accountable,
      people,
      ...(queue !== undefined && { queue }),
      ...(team !== undefined && { team }),
    };
    const id = await this.#idFor(tenant, matterOf(wish.about));
    const command = { ...context, type: 'RequestEscalation', data } as EscalationCommand;
    return this.commands.send(this.decider, id, command);
  }

  async #queueOf(tenant: string, { about: { ticket } }: EscalationWish) {
    if (ticket === undefined) return undefined;
    return (await this.views.get<TicketRow>(worklistView, tenant, ticket))?.queue;
  }

  /**
   * The open escalation of this matter, or else its next one. Two who ask at the same moment find the
   * same id: one of them creates it, and the other one joins.
   */
  async #idFor(tenant: string, matter: string): Promise<string> {
    const selection = { tenant, where: { matter } };
    const { rows } = await this.views.page<EscalationRow>(escalationsView, {
      ...selection,
      where: { matter, active: 1 },
      limit: 1,
    });
    if (rows[0]) return rows[0].id;
    const earlier = await this.views.count(escalationsView, selection);
    return newAggregateId(causedCommandId(matter, 'escalation', String(earlier)));
  }
}
