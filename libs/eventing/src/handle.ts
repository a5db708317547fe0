import { fold, type Decider } from './decider.js';
import type { EventStore } from './event-store.port.js';
import type { Issued, Message, Proposed, Recorded } from './messages.js';
import { Recent } from './recent.js';
import { Refusal, streamRules } from './refusal.js';
import { eventIdOf, streamOf } from './stream.js';

/** What a command came to. `position` is what a reader waits for to see it. */
export interface Receipt {
  readonly id: string;
  /** The number of events in the stream now. */
  readonly version: number;
  readonly position: number;
  readonly events: readonly Recorded[];
}

export type Handle<Command> = (id: string, command: Command) => Promise<Receipt>;

interface Known<State> {
  readonly state: State;
  readonly version: number;
  readonly position: number;
}

const metaOf = (command: Issued): Proposed['meta'] => ({
  tenant: command.tenant,
  actor: { kind: command.by.kind, id: command.by.id },
  ...(command.onBehalfOf !== undefined && { onBehalfOf: command.onBehalfOf }),
  at: command.at,
  ...(command.occurredAt !== undefined && { occurredAt: command.occurredAt }),
  correlation: command.correlation,
  causation: command.causation ?? command.id,
});

const propose = (events: readonly Message[], command: Issued): Proposed[] => {
  const meta = metaOf(command);
  return events.map(({ type, data }, index) => ({
    id: eventIdOf(command.id, index),
    type,
    schema: 1,
    data,
    meta,
  }));
};

const isStale = (error: unknown) => error instanceof Refusal && error.code === 'stream.changed';

/**
 * Reads the stream, decides, and appends what was decided: the only way in which events are made.
 *
 * A rival append makes it read and decide once more, unless the command names the version that it
 * is based on. Folded states of the streams used last are kept; that only saves work, since the
 * expected version is what makes an append right, and a refusal is checked against the log before
 * it is believed.
 */
export const handling = <State, Command extends Message & Issued, Event extends Message>(
  store: EventStore,
  decider: Decider<State, Command, Event>,
  remembered = 10_000,
): Handle<Command> => {
  const recent = new Recent<Known<State>>(remembered);
  const nothing: Known<State> = { state: decider.initial, version: 0, position: 0 };

  const advance = (stream: string, from: Known<State>, events: readonly Recorded[]) => {
    const last = events.at(-1);
    if (!last) return from;
    const state = fold(decider, events as unknown as Event[], from.state);
    const known = { state, version: last.revision + 1, position: last.position };
    recent.set(stream, known);
    return known;
  };

  const catchUp = async (stream: string, from: Known<State>) =>
    advance(stream, from, await store.read(stream, { from: from.version }));

  const decide = (known: Known<State>, command: Command) => {
    const { basedOn } = command;
    streamRules(basedOn === undefined || basedOn === known.version, 'changed', {
      version: known.version,
    });
    return decider.decide(known.state, command);
  };

  /** Decides on what is remembered; a refusal, or nothing to say, is decided again on the log. */
  const settle = async (stream: string, command: Command) => {
    const remembered = recent.get(stream);
    if (remembered) {
      try {
        const events = decide(remembered, command);
        if (events.length > 0) return { known: remembered, events };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
    const known = await catchUp(stream, remembered ?? nothing);
    return { known, events: decide(known, command) };
  };

  const attempt = async (id: string, stream: string, command: Command): Promise<Receipt> => {
    const { known, events } = await settle(stream, command);
    if (events.length === 0) return { id, ...positionOf(known), events: [] };
    const recorded = await store.append(stream, known.version, propose(events, command));
    return { id, ...positionOf(advance(stream, known, recorded)), events: recorded };
  };

  const earlier = async (id: string, stream: string, command: Command) => {
    const history = await store.read(stream);
    const events = history.filter((event) => event.id.slice(18) === command.id.slice(18));
    const last = events.at(-1);
    return last && { id, version: last.revision + 1, position: last.position, events };
  };

  return async (id, command) => {
    const stream = streamOf(decider.name, command.tenant, id);
    const done = command.repeated ? await earlier(id, stream, command) : undefined;
    if (done) return done;
    try {
      return await attempt(id, stream, command);
    } catch (error) {
      recent.delete(stream);
      if (!isStale(error) || command.basedOn !== undefined) throw error;
      return attempt(id, stream, command);
    }
  };
};

const positionOf = ({ version, position }: Known<unknown>) => ({ version, position });
