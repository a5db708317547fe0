import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  lookUp,
  type CommandContext,
  type Message,
  type Moment,
  type Receipt,
  type Sentence,
  type Commands,
} from '#eventing';
import { languageIn, type Notifications } from '#notifications';
import { type Comparable, isReachable, textOf, type KnownRecord } from '#records';

import type { ChangeDecider } from './change.decider.js';

import { CHECKING } from '../check/check.tokens.js';
import { codeDigest } from '../check/factor-comparison.handler.js';

export interface ChangeNotificationParts {
  readonly commands: Pick<Commands, 'send'>;
  readonly changes: ChangeDecider;
  readonly known: KnownRecord;
  readonly notifications: Pick<Notifications, 'notify'>;
  readonly secret: Uint8Array;
  /** Fields whose former values are notified. */
  readonly routes: readonly string[];
  /** The name of a field for people. */
  readonly labelOf: (field: string) => Sentence;
}

interface Telling {
  readonly change: string;
  readonly field: string;
  readonly saidAt: Moment;
}

const wordingFor = (field: Sentence, code: string): Sentence => ({
  en: `This was changed in your record: ${field.en}. If that was not you, tell us, with this code: ${code}. The change is then frozen.`,
  ar: `أُبلغنا بتغيير هذا في سجلك: ${field.ar}. إن لم يكن ذلك منك فأخبرنا مع ذكر هذا الرمز: ${code}، وعندئذٍ يُجمَّد التغيير.`,
});

const isRoute = (value: Comparable | undefined): boolean =>
  value !== undefined && value !== '' && isReachable(textOf(value));

const justBefore = (moment: Moment): Moment => new Date(Date.parse(moment) - 1).toISOString();

/**
 * Notifies a customer's former routes of a change, then records that it did. Throws on a failure, so
 * that the policy tries again: a notification may arrive twice, and then the code of the later one
 * counts.
 */
@Injectable()
export class ChangeNotifications {
  constructor(@Inject(CHECKING) private readonly parts: ChangeNotificationParts) {}

  async handle(customer: string, command: Message & CommandContext): Promise<Receipt> {
    const telling = command.data as Telling;
    const { known, routes: all, secret } = this.parts;
    const before = await known.values(command.tenant, customer, justBefore(telling.saidAt));
    const routes = all.filter((field) => isRoute(lookUp(before, field)));
    const code = randomBytes(10).toString('hex');
    await this.parts.notifications.notify({
      context: command,
      customer,
      topic: 'change-announced',
      about: { change: telling.change },
      routes: Object.fromEntries(routes.map((route) => [route, textOf(lookUp(before, route)!)])),
      words: wordingFor(this.parts.labelOf(telling.field), code),
      // An attacker who took the record over may have changed the language too.
      language: languageIn(before),
    });
    const digest = codeDigest(secret, telling.change, code);
    const data = { ...telling, routes, ...(routes.length > 0 && { digest }) };
    return this.parts.commands.send(this.parts.changes, customer, { ...command, data } as never);
  }
}
