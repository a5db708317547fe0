import { type Sentence, secondsAfter } from '#eventing';
import type { NotificationSender } from '#notifications';
import type { Log } from '#platform';
import { textOf, type KnownRecord } from '#records';

import { type Changes, changingIn } from '../change/change.decider.js';

import type { Code } from './check.events.js';
import type { CheckSettings } from './check.settings.js';
import { codeDigest, newCode } from './factor-comparison.handler.js';

import type { Try } from '../attempts/attempt-limiter.handler.js';

interface CodeDependencies {
  readonly known: KnownRecord;
  readonly notificationSender: NotificationSender;
  readonly log: Pick<Log, 'bug'>;
  readonly secret: Uint8Array;
  readonly settings: CheckSettings;
}

/** What a code is wanted for; during a pause none is sent. */
interface Wish {
  readonly check: string;
  readonly changing: string | undefined;
  readonly route: string | undefined;
  readonly pause: number;
}

interface Sending {
  readonly code: Code;
  readonly plain: string;
  /** Absent where nothing can be sent. */
  readonly to?: string;
}

const wordingFor = (code: string): Sentence => ({
  en: `Your code is ${code}. Nobody who works here will ever ask you to pass it on to somebody who calls you.`,
  ar: `رمزك هو ${code}. لن يطلب منك أي موظف لدينا إعطاءه لشخص اتصل بك.`,
});

/** One-time codes: made for one check, sent on a way that is not itself being changed. */
export class OneTimeCodes {
  constructor(
    private readonly parts: CodeDependencies,
    private readonly changesOf: (tenant: string, customer: string) => Promise<Changes>,
  ) {}

  /** Made whatever can be done with it, so that it cannot be told who can be reached. */
  async make({ context, customer }: Try, wish: Wish): Promise<Sending> {
    const { settings, secret, known } = this.parts;
    const [values, changes] = await Promise.all([
      known.values(context.tenant, customer),
      this.changesOf(context.tenant, customer),
    ]);
    const excluded = new Set([...changingIn(changes, context.at), wish.changing]);
    const free = settings.code.routes.filter((field) => values[field] && !excluded.has(field));
    const route = wish.route === undefined ? free[0] : free.find((field) => field === wish.route);
    const plain = newCode(settings.code.digits);
    const digest = codeDigest(secret, wish.check, plain);
    const until = secondsAfter(context.at, settings.code.lives);
    if (route === undefined || wish.pause > 0) return { plain, code: { digest, until } };
    return { plain, code: { digest, until, route }, to: textOf(values[route]!) };
  }

  /** Not waited for: how long it takes would tell that there is somebody to reach. */
  deliver({ context: { tenant }, customer }: Try, { code, plain, to }: Sending): void {
    if (to === undefined) return;
    const notification = {
      tenant,
      customer,
      about: 'one-time-code',
      route: code.route!,
      to,
    } as const;
    this.parts.notificationSender
      .deliver({ ...notification, words: wordingFor(plain) })
      .catch((error: unknown) => this.parts.log.bug(error));
  }
}
