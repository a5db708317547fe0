import { Inject, Injectable } from '@nestjs/common';
import {
  causedCommandId,
  type CommandContext,
  CommandDispatcher,
  Commands,
  type Receipt,
  Refusal,
  ViewReader,
} from '#eventing';

import type { ContactDecider } from '../contact/contact.decider.js';
import { ensure } from '../contact/contact.rules.js';
import { CONTACTS } from '../contact/contact.tokens.js';
import { type ContactRow, contactsView } from '../contacts/contacts.view.js';

interface Which {
  readonly id: string;
  readonly leaving: string;
}

const isRefusal = (error: unknown, code: string) => error instanceof Refusal && error.code === code;

/** Settles a wish to leave, and with it the promise of its deadline. Repeated, it settles once. */
@Injectable()
export class Leavings {
  constructor(
    private readonly commands: Commands,
    private readonly dispatcher: CommandDispatcher,
    private readonly views: ViewReader,
    @Inject(CONTACTS) private readonly decider: ContactDecider,
  ) {}

  async carryOut(which: Which, outcome: string, context: CommandContext): Promise<Receipt> {
    await this.#settlePromise(which, { type: 'KeepPromise', data: { outcome } }, context);
    const data = { leaving: which.leaving, outcome };
    const command = { ...context, type: 'CarryOutLeaving', data } as const;
    return this.commands.send(this.decider, which.id, command);
  }

  async withdraw(
    which: Which,
    said: { readonly words?: string },
    context: CommandContext,
  ): Promise<Receipt> {
    const { customer } = await this.#open(which, context);
    ensure(context.onBehalfOf === customer, 'for-the-customer');
    await this.#settlePromise(which, { type: 'ReleasePromise', data: said }, context);
    const data = { leaving: which.leaving, ...said };
    const command = { ...context, type: 'WithdrawLeaving', data } as const;
    return this.commands.send(this.decider, which.id, command);
  }

  async #open({ id, leaving }: Which, { tenant }: CommandContext) {
    const row = await this.views.get<ContactRow>(contactsView, tenant, id);
    ensure(row !== undefined, 'not-found');
    const found = row!.leaving;
    ensure(found?.leaving === leaving && found.isOpen, 'leaving-not-found');
    return { customer: row!.customer, promise: found!.promise };
  }

  /** Somebody may have settled the promise alone before. */
  async #settlePromise(
    which: Which,
    settling: { readonly type: string; readonly data: object },
    context: CommandContext,
  ): Promise<void> {
    const { basedOn: _, ...issued } = context;
    const { promise } = await this.#open(which, context);
    const id = causedCommandId(context.id, settling.type);
    try {
      await this.dispatcher.dispatch('promise', promise, {
        ...issued,
        ...settling,
        id,
        repeated: true,
      });
    } catch (error) {
      ensure(!isRefusal(error, 'promise.not-found'), 'too-early');
      if (!isRefusal(error, 'promise.over')) throw error;
    }
  }
}
