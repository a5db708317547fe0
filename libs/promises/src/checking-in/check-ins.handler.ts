import { Injectable } from '@nestjs/common';
import {
  type CommandContext,
  type CommandHandler,
  type Message,
  type Receipt,
  ViewReader,
} from '#eventing';
import { worklistView } from '#tickets';

import { type PromiseChannel, promiseChannels } from '../promise/promise.events.js';
import type { PromiseWish } from '../promise/promise.commands.js';
import { ensure } from '../promise/promise.rules.js';
import { Wishes } from '../wishing/wishes.handler.js';
import type { CheckInCommand } from './check-in.policy.js';

/** The customer is asked the way they came, or on the portal. */
const channelOf = (came: string): PromiseChannel =>
  promiseChannels.find((channel) => channel === came) ?? 'portal';

/** Promises the check-in of a ticket, to its requester and on its subject. */
@Injectable()
export class CheckIns implements CommandHandler {
  constructor(
    private readonly views: ViewReader,
    private readonly wishes: Wishes,
  ) {}

  async handle(id: string, command: Message & CommandContext): Promise<Receipt> {
    const { ticket, window } = command.data as CheckInCommand['data'];
    const row = await this.views.get(worklistView, command.tenant, ticket);
    ensure(row !== undefined, 'ticket-not-found');
    const { requester, subject: topic, channel, queue } = row!;
    const wish = { to: requester.id, topic, about: { ticket }, window, queue };
    const data: PromiseWish = {
      ...wish,
      channel: channelOf(channel),
      ...(command.causation !== undefined && { cause: command.causation }),
    };
    return this.wishes.handle(id, { ...command, type: 'PromiseCheckIn', data });
  }
}
