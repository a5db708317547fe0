import { Inject, Injectable } from '@nestjs/common';
import {
  type CommandContext,
  type CommandHandler,
  Commands,
  type Message,
  newAggregateId,
  type Receipt,
  ViewReader,
} from '#eventing';
import { Chains } from '#teams';
import { worklistView } from '#tickets';

import { isCustomer, speakerOf } from '../promise/asking.rules.js';
import type { PromiseCommand, PromiseWish } from '../promise/promise.commands.js';
import { promiseDecider } from '../promise/promise.decider.js';
import type { Promised, PromiseMatter } from '../promise/promise.events.js';
import type { MakePromise } from '../promise/promise.requests.js';
import { ensure } from '../promise/promise.rules.js';
import type { PromiseSettings } from '../promise/promise.settings.js';
import { PROMISE_SETTINGS } from '../promise/promise.tokens.js';

/** Customers do not choose who keeps it. */
const isChosen = ({ accountable, queue }: MakePromise) =>
  accountable !== undefined || queue !== undefined;

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

  /** Carries out what a person asks for, and makes the promise's id. */
  async make(wish: MakePromise, context: CommandContext): Promise<Receipt> {
    const { kind, to = speakerOf(context), about = {}, ...rest } = wish;
    ensure(to !== undefined, 'for-whom');
    ensure(!isCustomer(context) || !isChosen(wish), 'staff-only');
    await this.#ensureOwnTicket(context.tenant, to!, about);
    const data = await this.filled(context, { ...rest, to: to!, about });
    const type = kind === 'callback' ? 'PromiseCallback' : 'PromiseCheckIn';
    const command = { ...context, type, data } as PromiseCommand;
    return this.commands.send(promiseDecider, newAggregateId(context.id), command);
  }

  /** Accountable is anyone who is named, or works on the ticket, or answers for the queue. */
  async filled({ tenant, at }: Asked, wish: PromiseWish): Promise<Promised> {
    const ticket = await this.#ticketOf(tenant, wish.about);
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

  async #ticketOf(tenant: string, { ticket }: PromiseMatter) {
    return ticket === undefined ? undefined : this.views.get(worklistView, tenant, ticket);
  }

  async #ensureOwnTicket(tenant: string, to: string, about: PromiseMatter): Promise<void> {
    if (about.ticket === undefined) return;
    const ticket = await this.#ticketOf(tenant, about);
    const people = ticket ? [ticket.requester.id, ...ticket.watchers] : [];
    ensure(people.includes(to), 'ticket-not-found');
  }
}
