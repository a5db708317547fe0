import { Inject, Injectable } from '@nestjs/common';
import {
  type CommandContext,
  type Commands,
  type EventStore,
  foldRecorded,
  lookUp,
  type Moment,
  newAggregateId,
  type Receipt,
  streamOf,
} from '#eventing';
import type { Notifications } from '#notifications';
import type { Log } from '#platform';
import { textOf, type KnownRecord } from '#records';

import type { Changes, ChangeDecider } from '../change/change.decider.js';
import { frozenIn } from '../change/change.decider.js';

import type { LimitScope } from '../attempts/attempts.events.js';
import type { CheckDecider } from './check.decider.js';
import { ensure } from './check.rules.js';
import { type CheckAnswer, shapeOf } from './check-answer.representation.js';
import type { CheckSettings, Factor } from './check.settings.js';
import { askedNow, type Check } from './check.state.js';
import { CHECKING } from './check.tokens.js';
import { OneTimeCodes } from './one-time-codes.handler.js';
import { outcomesOf, type Said } from './factor-comparison.handler.js';

import { AttemptLimiter, type Try } from '../attempts/attempt-limiter.handler.js';

/** What a check is started with. */
export interface Starting {
  readonly challenge: string;
  /** The contact route to which the code should be sent. */
  readonly route?: string;
  /** The field that the customer wants to change. */
  readonly changing?: string;
}

export interface CheckingParts {
  readonly store: EventStore;
  readonly commands: Pick<Commands, 'send'>;
  readonly known: KnownRecord;
  readonly notifications: Pick<Notifications, 'notify'>;
  readonly log: Pick<Log, 'bug'>;
  readonly secret: Uint8Array;
  readonly checks: CheckDecider;
  readonly changes: ChangeDecider;
  readonly settings: CheckSettings;
}

interface Kept {
  readonly check: Check;
  readonly version: number;
  /** The commands that were carried out on it. */
  readonly causes: ReadonlySet<string>;
}

const isStaff = ({ by }: CommandContext) => by.kind !== 'customer' && by.kind !== 'integration';

/**
 * The scopes in which an answer counts. A code allows few guesses itself, and a document cannot be
 * guessed: so both stay open to a customer whose record somebody else is guessing at.
 */
const answering: { readonly [By in Factor['by']]: readonly LimitScope[] } = {
  knowledge: ['asker', 'address', 'record'],
  code: ['asker', 'address'],
  document: [],
};
const sending: readonly LimitScope[] = ['asker', 'address', 'code'];

/** Identity checks: reads stored values, compares them, and passes only outcomes on. */
@Injectable()
export class IdentityChecks {
  readonly #attemptLimiter: AttemptLimiter;
  readonly #oneTimeCodes: OneTimeCodes;

  constructor(@Inject(CHECKING) private readonly parts: CheckingParts) {
    this.#attemptLimiter = new AttemptLimiter(parts, parts.settings.attempts);
    this.#oneTimeCodes = new OneTimeCodes(parts, (tenant, customer) =>
      this.changesOf(tenant, customer),
    );
  }

  /** Starts a check. It makes no difference whether the customer is known and can be reached. */
  async start(attempt: Try, { challenge, changing, route }: Starting): Promise<CheckAnswer> {
    const { context, customer } = attempt;
    const id = newAggregateId(context.id);
    const wantsCode = this.#factorsOf(challenge).some(({ by }) => by === 'code');
    const pause = wantsCode ? await this.#attemptLimiter.take(attempt, sending) : 0;
    const wish = { check: id, changing, route, pause };
    const sent = wantsCode ? await this.#oneTimeCodes.make(attempt, wish) : undefined;
    const data = {
      customer,
      challenge,
      ...(changing !== undefined && { changing }),
      ...(sent && { code: sent.code }),
    };
    const receipt = await this.#send(context, id, { type: 'StartCheck', data });
    const kept = await this.#kept(context.tenant, id);
    // A repeated request finds the check that the first one made, with another code: only that code
    // counts.
    if (sent && kept.check.code?.digest === sent.code.digest)
      this.#oneTimeCodes.deliver(attempt, id, sent);
    return this.#answerOf(kept, receipt, { pause, isStaff: isStaff(context) });
  }

  /**
   * Compares answers with stored values. During a pause nothing is compared, and the answer is the
   * usual one for a customer who is not verified: another way. One attempt pays for all rounds of a
   * check, so that a customer is asked for the other factor at once after a near miss.
   */
  async answer(attempt: Try, id: string, said: Said): Promise<CheckAnswer> {
    const { context, customer } = attempt;
    const kept = await this.#theirs(context.tenant, customer, id);
    if (context.repeated && kept.causes.has(context.id)) return this.#settled(attempt, id, said);
    if (kept.check.outcome !== 'open') return this.read(attempt, id);
    const first = kept.check.round === 0;
    const pause = first
      ? await this.#attemptLimiter.take(attempt, this.#limitScopesOf(kept.check))
      : 0;
    if (pause > 0)
      return this.#answerOf(kept, { id, position: 0 }, { pause, isStaff: isStaff(context) });
    return this.#settled(attempt, id, said);
  }

  /** The same for everybody who may read it, but for the ways that they can start. */
  async read(attempt: Try, id: string): Promise<CheckAnswer> {
    const kept = await this.#theirs(attempt.context.tenant, attempt.customer, id);
    const pause = await this.#attemptLimiter.pause(attempt, this.#limitScopesOf(kept.check));
    const reader = { pause, isStaff: isStaff(attempt.context) };
    return this.#answerOf(kept, { id, position: 0 }, reader);
  }

  /** The check itself, for code that decides what follows from it. */
  async of(tenant: string, customer: string, id: string): Promise<Check | undefined> {
    const { check } = await this.#kept(tenant, id);
    return check.customer === customer ? check : undefined;
  }

  async changesOf(tenant: string, customer: string): Promise<Changes> {
    const events = await this.parts.store.read(streamOf('change', tenant, customer));
    return foldRecorded(this.parts.changes, events);
  }

  async #settled(attempt: Try, id: string, said: Said): Promise<CheckAnswer> {
    const { context, customer } = attempt;
    const { check } = await this.#kept(context.tenant, id);
    const values = await this.#comparable(context.tenant, customer);
    const known = { check, id, values, secret: this.parts.secret, byStaff: isStaff(context) };
    const outcomes = outcomesOf(this.parts.settings, known, said);
    const document = askedNow(check).some(({ factor }) => factor === 'document');
    const receipt = await this.#send(context, id, {
      type: 'AnswerCheck',
      data: {
        customer,
        outcomes,
        ...(document && said['document'] && { document: textOf(said['document']) }),
      },
    });
    const verified = receipt.events.some(({ type }) => type === 'IdentityVerified');
    const scopes = this.#limitScopesOf(check);
    if (verified) await this.#attemptLimiter.refund(attempt, scopes);
    const pause = await this.#attemptLimiter.pause(attempt, scopes);
    const reader = { pause, isStaff: known.byStaff };
    return this.#answerOf(await this.#kept(context.tenant, id), receipt, reader);
  }

  #factorsOf(challenge: string) {
    const { challenges, factors } = this.parts.settings;
    return (lookUp(challenges, challenge)?.rounds ?? [])
      .flat()
      .map((factor) => lookUp(factors, factor)!);
  }

  #limitScopesOf({ challenge }: Check): readonly LimitScope[] {
    return [...new Set(this.#factorsOf(challenge).flatMap((factor) => answering[factor.by]))];
  }

  /** Without fields that somebody objected to: they prove nothing. */
  async #comparable(tenant: string, customer: string) {
    const [values, changes] = await Promise.all([
      this.parts.known.values(tenant, customer),
      this.changesOf(tenant, customer),
    ]);
    const frozen = frozenIn(changes);
    return Object.fromEntries(Object.entries(values).filter(([field]) => !frozen.has(field)));
  }

  async #send(context: CommandContext, id: string, command: object): Promise<Receipt> {
    const whole = { ...context, ...command } as never;
    return this.parts.commands.send(this.parts.checks, id, whole);
  }

  async #kept(tenant: string, id: string): Promise<Kept> {
    const events = await this.parts.store.read(streamOf('check', tenant, id));
    const check = foldRecorded(this.parts.checks, events);
    const causes = new Set(events.map(({ meta }) => meta.causation));
    return { check, version: events.length, causes };
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
    reader: Parameters<typeof shapeOf>[2],
  ): CheckAnswer {
    return { id, version, ...shapeOf(check, this.parts.settings, reader), position };
  }
}

/** Whether a passed check still counts at a moment. */
export const isBelieved = ({ outcome, believedUntil }: Check, now: Moment): boolean =>
  outcome === 'verified' && believedUntil !== undefined && now <= believedUntil;
