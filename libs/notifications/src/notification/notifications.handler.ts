import {
  canonical,
  type CommandContext,
  commandIdOf,
  type Commands,
  digestOf,
  newAggregateId,
  type Sentence,
} from '#eventing';
import { type KnownRecord, textOf } from '#records';

import type { NotificationSender } from './notification-sender.port.js';
import type { NotificationCommand } from './notification.commands.js';
import { notificationDecider } from './notification.decider.js';
import type { NotificationLanguage, NotificationMatter } from './notification.events.js';

/** Something that a customer is to be told. */
export interface NotificationRequest {
  /** Of the command that it follows from. The same command tells the same thing once. */
  readonly context: CommandContext;
  readonly customer: string;
  /** A slug, e.g. `one-time-code`. */
  readonly topic: string;
  readonly about: NotificationMatter;
  /** Where to, by the field that names it. The values are personal, and kept nowhere. */
  readonly routes: Readonly<Record<string, string>>;
  /** May hold a secret, and are kept nowhere. */
  readonly words: Sentence;
  /** Where none is given, that of the customer's record. */
  readonly language?: NotificationLanguage;
}

export interface NotificationParts {
  readonly commands: Pick<Commands, 'send'>;
  readonly known: KnownRecord;
  readonly sender: NotificationSender;
}

type Values = Awaited<ReturnType<KnownRecord['values']>>;
type CommandType = NotificationCommand['type'];

/** The part of a UUIDv7 that is its moment. */
const momentIn = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** Which of our languages a customer reads, by their record. */
export const languageIn = ({ language }: Values): NotificationLanguage => {
  const primary = language === undefined ? '' : textOf(language).split('-', 1)[0];
  return primary === 'en' || primary === 'ar' ? primary : 'both';
};

/** Tells customers things, and puts on record what became of it on each route. */
export class Notifications {
  constructor(private readonly parts: NotificationParts) {}

  /**
   * Tells a customer something on every route given. Rejects when a route was not taken, or what
   * became of it could not be recorded; whoever can wait then asks again. Asked again for the same
   * command it sends again, since nobody can tell whether the first one arrived, and records it once.
   */
  async notify(request: NotificationRequest): Promise<void> {
    const { context, customer, routes } = request;
    const language =
      request.language ?? languageIn(await this.parts.known.values(context.tenant, customer));
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
      await this.parts.sender.deliver({ ...notification, language, words });
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
    const since = momentIn(context.id);
    const key = [context.id, customer, topic, canonical(about)];
    const id = newAggregateId(commandIdOf(digestOf(...key), since));
    const own = commandIdOf(digestOf(...key, type, canonical(more)), since);
    const data = { customer, topic, about, language, ...more };
    const command = { ...asked, id: own, causation: context.id, type, data };
    await this.parts.commands.send(notificationDecider, id, command as NotificationCommand);
  }
}
