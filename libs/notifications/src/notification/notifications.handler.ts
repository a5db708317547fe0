import { Injectable } from '@nestjs/common';
import {
  canonical,
  causedCommandId,
  type CommandContext,
  Commands,
  newAggregateId,
  type Sentence,
} from '#eventing';
import { KnownRecord, textOf } from '#records';

import { NotificationSender } from './notification-sender.port.js';
import type { NotificationCommand } from './notification.commands.js';
import { notificationDecider } from './notification.decider.js';
import type { NotificationLanguage, NotificationMatter } from './notification.events.js';

/** What a customer is to be notified of. */
export interface NotificationRequest {
  /** Of the command that it follows from. The same command notifies of the same thing once. */
  readonly context: CommandContext;
  readonly customer: string;
  /** A slug, e.g. `one-time-code`. */
  readonly topic: string;
  readonly about: NotificationMatter;
  /** The address of each route, by the field of the record. Personal, and never stored. */
  readonly routes: Readonly<Record<string, string>>;
  /** May hold a secret, and are never stored. */
  readonly words: Sentence;
  /** By default the language of the customer's record. */
  readonly language?: NotificationLanguage;
}

type Values = Awaited<ReturnType<KnownRecord['values']>>;
type CommandType = NotificationCommand['type'];

/** The language of a customer's notifications, by their record. */
export const languageIn = ({ language }: Values): NotificationLanguage => {
  const primary = language === undefined ? '' : textOf(language).split('-', 1)[0];
  return primary === 'en' || primary === 'ar' ? primary : 'both';
};

/** Notifies customers, and records the outcome on each route. */
@Injectable()
export class Notifications {
  constructor(
    private readonly commands: Commands,
    private readonly known: KnownRecord,
    private readonly sender: NotificationSender,
  ) {}

  /**
   * Notifies a customer on every route given. Rejects when the sender does not take a route, or the
   * outcome cannot be recorded; the caller may try again. For the same command it then sends again,
   * because nobody knows whether the first one arrived, and records it once.
   */
  async notify(request: NotificationRequest): Promise<void> {
    const { context, customer, routes } = request;
    const language =
      request.language ?? languageIn(await this.known.values(context.tenant, customer));
    const asked = { ...request, language };
    if (Object.keys(routes).length === 0) return this.#markNotSent(asked, { because: 'no-route' });
    const tried = Object.entries(routes).map(([route, to]) => this.#tell(asked, route, to));
    const failed = (await Promise.allSettled(tried)).find(({ status }) => status === 'rejected');
    if (failed) throw (failed as PromiseRejectedResult).reason;
  }

  async #tell(request: Required<NotificationRequest>, route: string, to: string): Promise<void> {
    const { context, customer, topic, language, words } = request;
    const notification = { tenant: context.tenant, customer, about: topic, route, to };
    try {
      await this.sender.deliver({ ...notification, language, words });
    } catch (error) {
      await this.#markNotSent(request, { route, because: 'not-taken' });
      throw error;
    }
    await this.#mark(request, 'MarkNotificationSent', { route });
  }

  #markNotSent(request: Required<NotificationRequest>, more: object): Promise<void> {
    return this.#mark(request, 'MarkNotificationNotSent', more);
  }

  async #mark(request: Required<NotificationRequest>, type: CommandType, more: object) {
    const { context, customer, topic, about, language } = request;
    const { basedOn: _, ...asked } = context;
    const what = [customer, topic, canonical(about)];
    const id = newAggregateId(causedCommandId(context.id, ...what));
    const own = causedCommandId(context.id, ...what, type, canonical(more));
    const data = { customer, topic, about, language, ...more };
    const command = { ...asked, id: own, causation: context.id, type, data };
    await this.commands.send(notificationDecider, id, command as NotificationCommand);
  }
}
