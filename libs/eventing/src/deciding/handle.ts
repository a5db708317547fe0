import type { Decider } from './decider.js';
import type { StreamStore } from '../log/trial-log.js';
import { type AnyUpcasters, schemaOf } from '../log/upcasters.js';
import { type CachedState, StateCache } from './state-cache.js';
import type { CommandContext, Message, NewEvent, RecordedEvent } from '../messages.js';
import { Refusal, streamRules } from '../refusal.js';
import { eventIdOf, personOf, streamOf } from '../stream.js';

/** The result of a command. A reader waits for `position` to see it in the views. */
export interface Receipt {
  readonly id: string;
  /** The number of events in the stream now. */
  readonly version: number;
  readonly position: number;
  readonly events: readonly RecordedEvent[];
}

export type Handle<Command> = (id: string, command: Command) => Promise<Receipt>;

const metaOf = (command: CommandContext): NewEvent['meta'] => ({
  tenant: command.tenant,
  actor: { kind: command.by.kind, id: command.by.id },
  ...(command.onBehalfOf !== undefined && { onBehalfOf: command.onBehalfOf }),
  at: command.at,
  ...(command.occurredAt !== undefined && { occurredAt: command.occurredAt }),
  correlation: command.correlation,
  causation: command.causation ?? command.id,
});

const propose = (
  events: readonly Message[],
  command: CommandContext,
  upcasters: AnyUpcasters | undefined,
): NewEvent[] => {
  const meta = metaOf(command);
  return events.map(({ type, data }, index) => ({
    id: eventIdOf(command.id, index),
    type,
    schema: schemaOf(upcasters, type),
    data,
    meta,
  }));
};

/** Marks the personal parts of each event; a decider names customers of its own tenant only. */
const markPersonalData = <State, Command extends Message & CommandContext, Event extends Message>(
  decider: Decider<State, Command, Event>,
  from: State,
  events: readonly NewEvent[],
): readonly NewEvent[] => {
  if (!decider.personal) return events;
  let state = from;
  return events.map((proposed) => {
    const event = proposed as unknown as Event;
    state = decider.evolve(state, event);
    const parts = Object.entries(decider.personal!(state, event));
    const whose = parts.map(([part, id]) => [part, personOf(proposed.meta.tenant, id)] as const);
    return { ...proposed, personal: Object.fromEntries(whose) };
  });
};

const isSame = (one: CachedState<unknown>, other: CachedState<unknown>): boolean =>
  one.version === other.version && one.epoch === other.epoch;

const isRefusal = (error: unknown): error is Refusal => error instanceof Refusal;

/** The receipt of this same command, if it was carried out before. */
const receiptIn = (
  history: readonly RecordedEvent[],
  id: string,
  command: CommandContext,
): Receipt | undefined => {
  const events = history.filter((event) => event.id.slice(18) === command.id.slice(18));
  const last = events.at(-1);
  return last && { id, version: last.revision + 1, position: last.position, events };
};

/** What was decided, and on which state. */
interface Decision<State> {
  readonly known: CachedState<State>;
  readonly events: readonly Message[];
}

class Handling<State, Command extends Message & CommandContext, Event extends Message> {
  readonly #states: StateCache<State, Command, Event>;

  constructor(
    private readonly store: StreamStore,
    private readonly decider: Decider<State, Command, Event>,
    remembered: number,
  ) {
    this.#states = new StateCache(store, decider, remembered);
  }

  readonly handle: Handle<Command> = async (id, command) => {
    const stream = streamOf(this.decider.name, command.tenant, id);
    const done = await this.#done(id, stream, command);
    if (done) return done;
    try {
      return await this.#carryOut(id, stream, command);
    } catch (error) {
      if (!isRefusal(error)) this.#states.forget(stream);
      // Another process may have carried out this same command.
      const rival = isRefusal(error) && (await this.#done(id, stream, command));
      if (rival) return rival;
      throw error;
    }
  };

  async #done(id: string, stream: string, command: Command): Promise<Receipt | undefined> {
    if (!command.repeated) return undefined;
    const from = this.#states.unwritten;
    const history = await this.store.read(stream);
    if (!this.#states.remembered(stream)) this.#states.advance(stream, from, history);
    return receiptIn(history, id, command);
  }

  async #carryOut(id: string, stream: string, command: Command): Promise<Receipt> {
    const decision = await this.#settle(stream, command);
    try {
      return await this.#append(id, stream, command, decision);
    } catch (error) {
      if (!isRefusal(error) || error.kind === 'busy') throw error;
      // The store refused because the state was behind the log: the decider refuses first.
      const known = await this.#states.current(stream);
      if (isSame(known, decision.known)) throw error;
      const events = this.#decide(known, command);
      return this.#append(id, stream, command, { known, events });
    }
  }

  async #append(
    id: string,
    stream: string,
    command: Command,
    { known, events }: Decision<State>,
  ): Promise<Receipt> {
    const { decider } = this;
    const plain = propose(events, command, decider.upcasters);
    const proposed = markPersonalData(decider, known.state, plain);
    const recorded = proposed.length
      ? await this.store.append(stream, known.version, proposed)
      : [];
    const { version, position } = this.#states.advance(stream, known, recorded);
    return { id, version, position, events: recorded };
  }

  async #settle(stream: string, command: Command): Promise<Decision<State>> {
    const memory = this.#states.remembered(stream) ?? this.#nothingFor(command);
    const events = memory ? this.#decideFromMemory(memory, command) : [];
    if (memory && events.length > 0) return { known: memory, events };
    const known = await this.#states.current(stream);
    return { known, events: this.#decide(known, command) };
  }

  /** The state for a command that creates; undefined for the others. */
  #nothingFor({ type }: Command): CachedState<State> | undefined {
    return this.decider.creates?.includes(type) ? this.#states.unwritten : undefined;
  }

  #decideFromMemory(memory: CachedState<State>, command: Command): readonly Event[] {
    try {
      return this.#decide(memory, command);
    } catch (error) {
      if (isRefusal(error)) return [];
      throw error;
    }
  }

  /**
   * The decider's refusal comes before that of an outdated version (RFC 9110, 13.2.1): the caller
   * may not be allowed to learn about the stream.
   */
  #decide({ version, state }: CachedState<State>, command: Command) {
    const { basedOn } = command;
    const events = this.decider.decide(state, command);
    const current = this.decider.versionFor?.(state, command) ?? version;
    const isSeen = basedOn === undefined || [basedOn].flat().includes(current);
    streamRules(isSeen, 'changed', { version: current });
    return events;
  }
}

/**
 * Decides on what is known of a stream, and appends the result. Events are created nowhere else.
 *
 * A command that creates is decided on the initial state, every other one on the log. The states of
 * up to `remembered` streams are cached to save reads. They may be behind the log when other
 * processes append too. So before a refusal or an empty decision is returned, it is decided again
 * on the log. The same holds when the store refuses because the log has more events than were
 * known: the decider's refusal comes first. That costs one more append at most, and none when the
 * command names the version that it is based on.
 */
export const handling = <State, Command extends Message & CommandContext, Event extends Message>(
  store: StreamStore,
  decider: Decider<State, Command, Event>,
  remembered = 10_000,
): Handle<Command> => new Handling(store, decider, remembered).handle;
