import { createHmac } from 'node:crypto';
import {
  type CommandContext,
  commandIdOf,
  type Commands,
  digestOf,
  type EventStore,
  foldRecorded,
  Refusal,
  streamOf,
} from '#eventing';

import {
  type Attempts,
  type AttemptsCommand,
  attemptsDecider,
  type AttemptsDecider,
  pauseOf,
} from './attempts.decider.js';
import type { LimitScope } from './attempts.events.js';
import type { AttemptsSettings } from './attempts.settings.js';

/** Who tries what, from which address. */
export interface Try {
  readonly context: CommandContext;
  readonly customer: string;
  /** The network address, or the part of it that belongs to one subscriber. */
  readonly address: string;
}

interface LimiterDependencies {
  readonly store: EventStore;
  readonly commands: Pick<Commands, 'send'>;
  readonly secret: Uint8Array;
}

/** Customers who are signed in have a separate count, so that strangers cannot use it up. */
const recordOf = ({ context: { by }, customer }: Try): string =>
  by.kind === 'customer' ? `own ${customer}` : `other ${customer}`;

const whose: { readonly [L in LimitScope]: (attempt: Try) => string } = {
  record: recordOf,
  code: recordOf,
  asker: ({ context: { by } }) => `${by.kind} ${by.id}`,
  address: ({ address }) => address,
};

/** Seconds until the next attempt is allowed. */
type Pause = number;

/** Counts attempts by record, by caller and by address. */
export class AttemptLimiter {
  readonly #decider: AttemptsDecider;

  constructor(
    private readonly parts: LimiterDependencies,
    settings: AttemptsSettings,
  ) {
    this.#decider = attemptsDecider(settings);
  }

  /** Takes one attempt in every scope, or none: then returns the pause. */
  async take(attempt: Try, scopes: readonly LimitScope[]): Promise<Pause> {
    const pause = await this.pause(attempt, scopes);
    if (pause > 0) return pause;
    for (const [index, lane] of scopes.entries()) {
      const rival = await this.#takeOne(attempt, lane);
      if (rival > 0) await this.refund(attempt, scopes.slice(0, index));
      if (rival > 0) return rival;
    }
    return 0;
  }

  /** Attempts that led to a verified customer do not count. */
  async refund(attempt: Try, scopes: readonly LimitScope[]): Promise<void> {
    for (const lane of scopes) await this.#send(attempt, lane, 'ReturnAttempt');
  }

  async pause(attempt: Try, scopes: readonly LimitScope[]): Promise<Pause> {
    const { at } = attempt.context;
    const counts = await Promise.all(scopes.map((lane) => this.#read(attempt, lane)));
    return counts.reduce((longest, count) => Math.max(longest, pauseOf(count, at)), 0);
  }

  async #takeOne(attempt: Try, lane: LimitScope): Promise<Pause> {
    try {
      await this.#send(attempt, lane, 'TakeAttempt');
      return 0;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'attempts.paused') throw error;
      return Number(error.details['retryAfter']);
    }
  }

  /** The last event contains the whole state. */
  async #read(attempt: Try, lane: LimitScope): Promise<Attempts> {
    const stream = streamOf('attempts', attempt.context.tenant, this.#idOf(attempt, lane));
    const last = await this.parts.store.read(stream, { backwards: true, limit: 1 });
    return foldRecorded(this.#decider, last);
  }

  async #send(attempt: Try, lane: LimitScope, type: AttemptsCommand['type']): Promise<void> {
    const { context } = attempt;
    const { basedOn: _, ...asked } = context;
    const id = commandIdOf(digestOf(context.id, lane, type), Date.parse(context.at));
    const command = { ...asked, id, causation: context.id, type, data: { lane } };
    await this.parts.commands.send(this.#decider, this.#idOf(attempt, lane), command);
  }

  /** Keyed, so that nobody can read an address or a customer from the log, or find one by trial. */
  #idOf(attempt: Try, lane: LimitScope): string {
    const key = createHmac('sha256', this.parts.secret);
    const digest = key.update(`${lane}\0${whose[lane](attempt)}`).digest('hex');
    return `${lane}.${digest.slice(0, 32)}`;
  }
}
