import { type Sentence, secondsAfter, lookUp } from '#eventing';
import type { Notifications } from '#notifications';
import type { Log } from '#platform';
import { type Comparable, isReachable, textOf, type KnownRecord } from '#records';

import { type Changes, changingIn } from '../change/change.decider.js';

import type { Code } from './check.events.js';
import type { CheckSettings } from './check.settings.js';
import { codeDigest, newCode } from './factor-comparison.handler.js';

import type { Try } from '../attempts/attempt-limiter.handler.js';

interface CodeDependencies {
  readonly known: KnownRecord;
  readonly notifications: Pick<Notifications, 'notify'>;
  readonly log: Pick<Log, 'bug'>;
  readonly secret: Uint8Array;
  readonly settings: CheckSettings;
}

/** What a code is requested for; during a pause none is sent. */
interface Wish {
  readonly check: string;
  readonly changing: string | undefined;
  readonly route: string | undefined;
  readonly pause: number;
}

interface Sending {
  readonly code: Code;
  readonly plain: string;
  /** The one route it goes to, with its value; none where the customer has none. */
  readonly routes: Readonly<Record<string, string>>;
  /** During a pause nothing is sent, and nothing is said of it. */
  readonly paused: boolean;
}

const wordingFor = (code: string): Sentence => ({
  en: `Your code is ${code}. Our staff will never call you and ask for it.`,
  ar: `رمزك هو ${code}. لن يطلب منك أي موظف لدينا إعطاءه لشخص اتصل بك.`,
});

const isRoute = (value: Comparable | undefined): boolean =>
  value !== undefined && value !== '' && isReachable(textOf(value));

/** One-time codes: made for one check, sent on a way that is not itself being changed. */
export class OneTimeCodes {
  constructor(
    private readonly parts: CodeDependencies,
    private readonly changesOf: (tenant: string, customer: string) => Promise<Changes>,
  ) {}

  /** Always made, so that nobody can find out who can be reached. */
  async make({ context, customer }: Try, wish: Wish): Promise<Sending> {
    const { settings, secret, known } = this.parts;
    const [values, changes] = await Promise.all([
      known.values(context.tenant, customer),
      this.changesOf(context.tenant, customer),
    ]);
    const excluded = new Set([...changingIn(changes, context.at), wish.changing]);
    const free = settings.code.routes.filter(
      (field) => isRoute(lookUp(values, field)) && !excluded.has(field),
    );
    const route = wish.route === undefined ? free[0] : free.find((field) => field === wish.route);
    const plain = newCode(settings.code.digits);
    const digest = codeDigest(secret, wish.check, plain);
    const until = secondsAfter(context.at, settings.code.lives);
    const sending = { plain, paused: wish.pause > 0 };
    if (route === undefined || sending.paused)
      return { ...sending, code: { digest, until }, routes: {} };
    const routes = { [route]: textOf(lookUp(values, route)!) };
    return { ...sending, code: { digest, until, route }, routes };
  }

  /**
   * Not waited for: how long it takes would tell that there is somebody to reach. Where there is
   * nobody, that is noted: one event in either case, so that no position in the log tells it either.
   */
  deliver({ context, customer }: Try, check: string, { plain, routes, paused }: Sending): void {
    if (paused) return;
    const words = wordingFor(plain);
    const request = { context, customer, topic: 'one-time-code', about: { check }, routes, words };
    this.parts.notifications.notify(request).catch((error: unknown) => this.parts.log.bug(error));
  }
}
