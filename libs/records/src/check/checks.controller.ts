import {
  type EventStore,
  fold,
  type Issued,
  type Moment,
  type Receipt,
  secondsAfter,
  type Sentence,
  streamOf,
} from '#eventing';
import { type Commands, type Log, madeIdOf } from '#platform';
import type { Changes, ChangeDecider } from '../change/change.decider.js';
import { changingIn, frozenIn } from '../change/change.decider.js';
import type { ChangeEvent } from '../change/change.events.js';
import type { Comparable } from '../near-miss/near-miss.rules.js';
import { textOf } from '../near-miss/near-miss.rules.js';
import type { Lane } from '../attempts/attempts.events.js';
import type { CheckDecider } from './check.decider.js';
import type { CheckEvent, Code } from './check.events.js';
import { ensure } from './check.rules.js';
import type { CheckSettings, Factor } from './check.settings.js';
import { askedNow, type Check, type Outcome } from './check.state.js';
import { codeDigest, newCode, outcomesOf, type Said } from './judging.controller.js';
import type { KnownRecord } from './known-record.port.js';
import type { Messenger } from './messenger.port.js';
import { Throttle, type Try } from './throttle.controller.js';

/** What everybody is told of a check, in one shape whatever it came to. */
export interface CheckAnswer {
  readonly id: string;
  readonly version: number;
  readonly outcome: Outcome;
  /** Factors that are asked for now. */
  readonly asks: readonly string[];
  /** The other ways to verify. */
  readonly ways: readonly { readonly way: string; readonly says: Sentence }[];
  /** Seconds until something is compared again; 0 when it may be now. */
  readonly pause: number;
  /** Once verified: where the record nearly says what the customer said, and may be wrong. */
  readonly near: readonly string[];
  readonly position: number;
}

/** What a check is started with. */
export interface Starting {
  readonly challenge: string;
  /** The contact route that a code is wanted on. */
  readonly route?: string;
  /** The field that the customer wants to change. */
  readonly changing?: string;
}

export interface CheckingParts {
  readonly store: EventStore;
  readonly commands: Pick<Commands, 'send'>;
  readonly known: KnownRecord;
  readonly messenger: Messenger;
  readonly log: Pick<Log, 'bug'>;
  readonly secret: Uint8Array;
  readonly checks: CheckDecider;
  readonly changes: ChangeDecider;
  readonly settings: CheckSettings;
}

interface Kept {
  readonly check: Check;
  readonly version: number;
}

interface Sending {
  readonly code: Code;
  /** What is sent, and where; absent where nothing is. */
  readonly plain: string;
  readonly to?: string;
}

const isStaff = ({ by }: Issued) => by.kind !== 'customer' && by.kind !== 'integration';

const lettered = (code: string): Sentence => ({
  en: `Your code is ${code}. Nobody who works here will ever ask you to pass it on to somebody who calls you.`,
  ar: `رمزك هو ${code}. لن يطلب منك أي موظف لدينا إعطاءه لشخص اتصل بك.`,
});

/**
 * What an answer counts for. A code allows few guesses by itself, and nothing is guessed of a document:
 * so neither way is closed to a customer whose record somebody else is guessing at.
 */
const answering: { readonly [By in Factor['by']]: readonly Lane[] } = {
  knowledge: ['asker', 'address', 'record'],
  code: ['asker', 'address'],
  document: [],
};
const sending: readonly Lane[] = ['asker', 'address', 'code'];

/** Identity checks: reads what is stored, compares, and passes only outcomes on. */
export class Checks {
  readonly #throttle: Throttle;

  constructor(private readonly parts: CheckingParts) {
    this.#throttle = new Throttle(parts, parts.settings.attempts);
  }

  /** Starts a check. Whether the customer is known, and can be reached, makes no difference. */
  async start(attempt: Try, { challenge, changing, route }: Starting): Promise<CheckAnswer> {
    const { issued, customer } = attempt;
    const id = madeIdOf(issued.id);
    const wantsCode = this.#factorsOf(challenge).some(({ by }) => by === 'code');
    const pause = wantsCode ? await this.#throttle.take(attempt, sending) : 0;
    const sent = wantsCode
      ? await this.#codeFor(attempt, id, { changing, route, pause })
      : undefined;
    const data = {
      customer,
      challenge,
      ...(changing !== undefined && { changing }),
      ...(sent && { code: sent.code }),
    };
    const receipt = await this.#send(issued, id, { type: 'StartCheck', data });
    if (sent?.to !== undefined) this.#deliver(attempt, sent);
    return this.#answerOf(await this.#kept(issued.tenant, id), receipt, pause);
  }

  /**
   * Compares what was said with what is stored. During a pause nothing is compared, and the answer is
   * what it always is when somebody is not verified: another way. One attempt pays for all rounds of a
   * check, so that a customer after a near miss is asked for the other factor at once.
   */
  async answer(attempt: Try, id: string, said: Said): Promise<CheckAnswer> {
    const { issued, customer } = attempt;
    const kept = await this.#theirs(issued.tenant, customer, id);
    if (issued.repeated) return this.#settled(attempt, id, said);
    if (kept.check.outcome !== 'open') return this.read(attempt, id);
    const first = kept.check.round === 0;
    const pause = first ? await this.#throttle.take(attempt, this.#lanesOf(kept.check)) : 0;
    if (pause > 0) return this.#answerOf(kept, { id, position: 0 }, pause);
    return this.#settled(attempt, id, said);
  }

  /** The same to everybody who may ask. */
  async read(attempt: Try, id: string): Promise<CheckAnswer> {
    const kept = await this.#theirs(attempt.issued.tenant, attempt.customer, id);
    const pause = await this.#throttle.pause(attempt, this.#lanesOf(kept.check));
    return this.#answerOf(kept, { id, position: 0 }, pause);
  }

  /** The check itself, for whoever decides what follows from it. */
  async of(tenant: string, customer: string, id: string): Promise<Check | undefined> {
    const { check } = await this.#kept(tenant, id);
    return check.customer === customer ? check : undefined;
  }

  async changesOf(tenant: string, customer: string): Promise<Changes> {
    const events = await this.parts.store.read(streamOf('change', tenant, customer));
    return fold(this.parts.changes, events as unknown as readonly ChangeEvent[]);
  }

  async #settled(attempt: Try, id: string, said: Said): Promise<CheckAnswer> {
    const { issued, customer } = attempt;
    const { check } = await this.#kept(issued.tenant, id);
    const values = await this.#comparable(issued.tenant, customer);
    const known = { check, id, values, secret: this.parts.secret, byStaff: isStaff(issued) };
    const outcomes = outcomesOf(this.parts.settings, known, said);
    const document = askedNow(check).some(({ factor }) => factor === 'document');
    const receipt = await this.#send(issued, id, {
      type: 'AnswerCheck',
      data: {
        customer,
        outcomes,
        ...(document && said['document'] && { document: textOf(said['document']) }),
      },
    });
    const verified = receipt.events.some(({ type }) => type === 'IdentityVerified');
    const lanes = this.#lanesOf(check);
    if (verified) await this.#throttle.giveBack(attempt, lanes);
    const pause = await this.#throttle.pause(attempt, lanes);
    return this.#answerOf(await this.#kept(issued.tenant, id), receipt, pause);
  }

  #factorsOf(challenge: string) {
    const { challenges, factors } = this.parts.settings;
    return (challenges[challenge]?.rounds ?? []).flat().map((factor) => factors[factor]!);
  }

  #lanesOf({ challenge }: Check): readonly Lane[] {
    return [...new Set(this.#factorsOf(challenge).flatMap(({ by }) => answering[by]))];
  }

  /** Without what somebody objected to: it proves nothing. */
  async #comparable(tenant: string, customer: string) {
    const [values, changes] = await Promise.all([
      this.parts.known.values(tenant, customer),
      this.changesOf(tenant, customer),
    ]);
    const frozen = frozenIn(changes);
    return Object.fromEntries(Object.entries(values).filter(([field]) => !frozen.has(field)));
  }

  /** A code is made whatever can be done with it, so that it cannot be told who can be reached. */
  async #codeFor(
    { issued, customer }: Try,
    id: string,
    wish: { changing: string | undefined; route: string | undefined; pause: number },
  ): Promise<Sending> {
    const { settings, secret, known } = this.parts;
    const [values, changes] = await Promise.all([
      known.values(issued.tenant, customer),
      this.changesOf(issued.tenant, customer),
    ]);
    const excluded = new Set([...changingIn(changes, issued.at), wish.changing]);
    const wanted = wish.route === undefined ? settings.code.routes : [wish.route];
    const route = wanted.find(
      (field) => settings.code.routes.includes(field) && values[field] && !excluded.has(field),
    );
    const plain = newCode(settings.code.digits);
    const until = secondsAfter(issued.at, settings.code.lives);
    const reached = route !== undefined && wish.pause === 0;
    return {
      plain,
      code: { digest: codeDigest(secret, id, plain), until, ...(reached && { route }) },
      ...(reached && { to: textOf(values[route] as Comparable) }),
    };
  }

  /** Not waited for: how long it takes would tell that there is somebody to reach. */
  #deliver({ issued: { tenant }, customer }: Try, { code, plain, to }: Sending): void {
    const words = lettered(plain);
    this.parts.messenger
      .deliver({ tenant, customer, about: 'one-time-code', route: code.route!, to: to!, words })
      .catch((error: unknown) => this.parts.log.bug(error));
  }

  async #send(issued: Issued, id: string, command: object): Promise<Receipt> {
    const whole = { ...issued, ...command } as never;
    return this.parts.commands.send(this.parts.checks, id, whole);
  }

  async #kept(tenant: string, id: string): Promise<Kept> {
    const events = await this.parts.store.read(streamOf('check', tenant, id));
    const check = fold(this.parts.checks, events as unknown as readonly CheckEvent[]);
    return { check, version: events.length };
  }

  async #theirs(tenant: string, customer: string, id: string): Promise<Kept> {
    const kept = await this.#kept(tenant, id);
    const { outcome, customer: whose } = kept.check;
    ensure(outcome !== 'unstarted' && whose === customer, 'not-found');
    return kept;
  }

  #answerOf(
    { check, version }: Kept,
    { id, position }: Pick<Receipt, 'id' | 'position'>,
    pause: number,
  ): CheckAnswer {
    const { outcome, ways, near, round } = check;
    const underway = outcome === 'open' && round > 0;
    const waits = outcome === 'open' && round === 0 && pause > 0;
    const shown = waits ? 'another-way' : (outcome as Outcome);
    const { ways: all } = this.parts.settings;
    const says = ways.map((way) => ({ way, says: { en: all[way]!.en, ar: all[way]!.ar } }));
    return {
      id,
      version,
      outcome: shown,
      asks: askedNow(check).map(({ factor }) => factor),
      ways: says,
      pause: underway ? 0 : pause,
      near: outcome === 'verified' ? near : [],
      position,
    };
  }
}

/** Whether a passed check is still believed at a moment. */
export const isBelieved = ({ outcome, believedUntil }: Check, now: Moment): boolean =>
  outcome === 'verified' && believedUntil !== undefined && now <= believedUntil;
