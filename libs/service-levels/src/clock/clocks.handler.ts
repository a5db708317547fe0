import {
  type CommandContext,
  type CommandHandler,
  commandIdOf,
  type Commands,
  digestOf,
  type EventStore,
  type Message,
  type Moment,
  type Receipt,
  type RecordedEvent,
  streamOf,
  yieldToEventLoop,
} from '#eventing';
import type { TicketEvent } from '#tickets';

import type { Agreements } from '../policy/agreements.reader.js';
import type { Reckoning } from './clock.commands.js';
import { clockDecider } from './clock.decider.js';
import { type Course, courseOf } from './course.state.js';
import { type Agreement, reckon } from './reckoning.mapping.js';

export interface ClocksParts {
  readonly commands: Pick<Commands, 'send'>;
  readonly events: Pick<EventStore, 'read'>;
  readonly agreements: Agreements;
}

/** A ticket's course, and what was agreed for it. */
export interface Counted {
  readonly course: Course;
  readonly agreement: Agreement | undefined;
  readonly reckoning: Reckoning;
}

/** Counts the clocks of a ticket from its events, and records what has changed. */
export class Clocks implements CommandHandler {
  /** The last count of each ticket that is being counted. */
  readonly #counting = new Map<string, Promise<unknown>>();
  #turn = Promise.resolve();

  constructor(private readonly parts: ClocksParts) {}

  /** One count of a ticket after the other, so that none records what an older look has found. */
  async handle(ticket: string, command: Message & CommandContext): Promise<Receipt> {
    const key = streamOf('clock', command.tenant, ticket);
    const before = this.#counting.get(key);
    const work = () => this.#inTurn().then(() => this.#record(ticket, command));
    const turn = before ? before.then(work, work) : work();
    this.#counting.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#counting.get(key) === turn) this.#counting.delete(key);
    }
  }

  /** The clocks as they stand at a moment; by another version of their policy, if one is named. */
  async count(tenant: string, ticket: string, at: Moment, version?: number): Promise<Counted> {
    const { events, agreements } = this.parts;
    const history = await events.read(streamOf('ticket', tenant, ticket));
    const course = courseOf(history as readonly RecordedEvent<TicketEvent>[]);
    const agreement = await agreements.for(tenant, course, version);
    return { course, agreement, reckoning: reckon(course, agreement, at) };
  }

  /** Counts the clocks of several tickets because of one command. */
  async countAll(tickets: readonly string[], command: Message & CommandContext): Promise<void> {
    await Promise.all(tickets.map((ticket) => this.#countBecauseOf(ticket, command)));
  }

  #countBecauseOf(ticket: string, command: Message & CommandContext): Promise<Receipt> {
    const id = commandIdOf(digestOf(command.id, ticket), Date.parse(command.at));
    const own = { id, causation: command.id, type: 'ReckonClocks', data: {} };
    return this.handle(ticket, { ...command, ...own });
  }

  /** Others have their turn between one count and the next, however many wait. */
  #inTurn(): Promise<void> {
    return (this.#turn = this.#turn.then(yieldToEventLoop));
  }

  async #record(ticket: string, command: Message & CommandContext): Promise<Receipt> {
    const { reckoning } = await this.count(command.tenant, ticket, command.at);
    const recorded = { ...command, type: 'RecordReckoning', data: reckoning } as const;
    return this.parts.commands.send(clockDecider, ticket, recorded);
  }
}
