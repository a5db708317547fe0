import { Injectable } from '@nestjs/common';
import {
  causedCommandId,
  type CommandContext,
  CommandDispatcher,
  type CommandHandler,
  type Message,
  newAggregateId,
  type Receipt,
  ViewReader,
} from '#eventing';
import { Chains } from '#teams';

import { ensure } from '../promise/promise.rules.js';
import { type PromiseRow, promisesView } from '../promises/promises.view.js';
import type { TellManagerCommand } from './manager-told.policy.js';

/** Tells a manager of a miss, then records who was told. Repeated, it tells once. */
@Injectable()
export class ManagerTelling implements CommandHandler {
  constructor(
    private readonly views: ViewReader,
    private readonly chains: Chains,
    private readonly dispatcher: CommandDispatcher,
  ) {}

  async handle(id: string, command: Message & CommandContext): Promise<Receipt> {
    const { due } = command.data as TellManagerCommand['data'];
    const row = await this.views.get<PromiseRow>(promisesView, command.tenant, id);
    ensure(row !== undefined, 'not-found');
    const manager = await this.#managerOf(row!, command);
    await this.#notify(manager, id, command);
    const data = { manager, due };
    return this.dispatcher.dispatch('promise', id, { ...command, type: 'MarkManagerTold', data });
  }

  async #managerOf({ queue, accountable }: PromiseRow, { tenant, at }: CommandContext) {
    const { people } = await this.chains.chainFor(tenant, queue ?? undefined, at);
    const other = people.find(({ person }) => person !== accountable);
    return other?.person ?? this.chains.administrator;
  }

  async #notify(person: string, promise: string, command: Message & CommandContext) {
    const own = causedCommandId(command.id, 'notice');
    const data = { person, topic: 'promise-missed', about: { promise } };
    const notice = { ...command, id: own, type: 'NotifyStaff', data };
    await this.dispatcher.dispatch('notice', newAggregateId(own), notice);
  }
}
