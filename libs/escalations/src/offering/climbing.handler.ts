import { Injectable, Inject } from '@nestjs/common';
import {
  type CommandContext,
  type CommandHandler,
  Commands,
  type Message,
  type Receipt,
  ViewReader,
} from '#eventing';
import { Chains } from '#teams';

import type { EscalationCommand } from '../escalation/escalation.commands.js';
import type { EscalationDecider } from '../escalation/escalation.decider.js';
import { ensure } from '../escalation/escalation.rules.js';
import { ESCALATION_DECIDER } from '../escalation/escalation.tokens.js';
import { type EscalationRow, escalationsView } from '../escalations/escalations.view.js';

/** Finds who is there in the chain, so that a decision can go on to the next in line. */
@Injectable()
export class Climbing implements CommandHandler {
  constructor(
    private readonly commands: Commands,
    private readonly chains: Chains,
    private readonly views: ViewReader,
    @Inject(ESCALATION_DECIDER) private readonly decider: EscalationDecider,
  ) {}

  async handle(id: string, command: Message & CommandContext): Promise<Receipt> {
    const { tenant, at } = command;
    const row = await this.views.get<EscalationRow>(escalationsView, tenant, id);
    ensure(row !== undefined, 'not-found');
    const { people } = await this.chains.chainFor(tenant, row!.queue ?? undefined, at);
    const data = { ...(command.data as object), people };
    return this.commands.send(this.decider, id, { ...command, data } as EscalationCommand);
  }
}
