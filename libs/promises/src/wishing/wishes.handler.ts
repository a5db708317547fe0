import { Inject, Injectable } from '@nestjs/common';
import {
  type CommandContext,
  type CommandHandler,
  Commands,
  type Message,
  type Receipt,
  ViewReader,
} from '#eventing';
import { Chains } from '#teams';
import { worklistView } from '#tickets';

import type { PromiseCommand, PromiseWish } from '../promise/promise.commands.js';
import { promiseDecider } from '../promise/promise.decider.js';
import type { Promised } from '../promise/promise.events.js';
import type { PromiseSettings } from '../promise/promise.settings.js';
import { PROMISE_SETTINGS } from '../promise/promise.tokens.js';

type Asked = Pick<CommandContext, 'tenant' | 'at'>;

/** Fills in what a wish leaves open: the accountable person, queue and team, the time zone. */
@Injectable()
export class Wishes implements CommandHandler {
  constructor(
    private readonly commands: Commands,
    private readonly chains: Chains,
    private readonly views: ViewReader,
    @Inject(PROMISE_SETTINGS) private readonly settings: PromiseSettings,
  ) {}

  /** Carries out the commands of policies; `id` is that of the promise. */
  async handle(id: string, command: Message & CommandContext): Promise<Receipt> {
    const data = await this.filled(command, command.data as PromiseWish);
    return this.commands.send(promiseDecider, id, { ...command, data } as PromiseCommand);
  }

  /** Accountable is whoever is named, or works on the ticket, or answers for the queue. */
  async filled({ tenant, at }: Asked, wish: PromiseWish): Promise<Promised> {
    const ticket = await this.#ticketOf(tenant, wish);
    const queue = wish.queue ?? ticket?.queue;
    const { team, accountable } = await this.chains.chainFor(tenant, queue, at);
    return {
      ...wish,
      window: { timeZone: this.settings.timeZone, ...wish.window },
      accountable: wish.accountable ?? ticket?.assignee ?? accountable,
      ...(queue !== undefined && { queue }),
      ...(team !== undefined && { team }),
    };
  }

  async #ticketOf(tenant: string, { about }: PromiseWish) {
    if (about.ticket === undefined) return undefined;
    return this.views.get(worklistView, tenant, about.ticket);
  }
}
