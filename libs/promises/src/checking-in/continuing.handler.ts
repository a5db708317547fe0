import { Injectable } from '@nestjs/common';
import {
  type CommandContext,
  CommandDispatcher,
  type CommandHandler,
  type Message,
  type Receipt,
  ViewReader,
} from '#eventing';
import { worklistView } from '#tickets';

import { ensure } from '../promise/promise.rules.js';
import { type PromiseRow, promisesView } from '../promises/promises.view.js';
import type { ContinueCommand } from './continuing.policy.js';

/** Opens the ticket that continues what a check-in found broken. `id` is that of the new ticket. */
@Injectable()
export class Continuing implements CommandHandler {
  constructor(
    private readonly views: ViewReader,
    private readonly dispatcher: CommandDispatcher,
  ) {}

  async handle(id: string, command: Message & CommandContext): Promise<Receipt> {
    const { promise, words } = command.data as ContinueCommand['data'];
    const kept = await this.views.get<PromiseRow>(promisesView, command.tenant, promise);
    ensure(kept !== undefined, 'not-found');
    return this.dispatcher.dispatch('ticket', id, {
      ...command,
      ...(await this.#opening(command.tenant, kept!, words)),
    });
  }

  /** A check-in about no ticket opens one that follows nothing. */
  async #opening(tenant: string, { about, to, topic }: PromiseRow, words?: string) {
    const said = words === undefined ? {} : { words };
    const row = about.ticket ? await this.views.get(worklistView, tenant, about.ticket) : undefined;
    if (!row) {
      const told = words === undefined ? {} : { told: { hurts: words } };
      const data = { kind: 'incident', subject: topic, requester: { id: to }, ...told };
      return { type: 'OpenTicket', data };
    }
    const { kind, subject, requester, queue } = row;
    const data = { follows: row.id, from: { kind, subject, requester, queue }, ...said };
    return { type: 'OpenFollowUp', data };
  }
}
