import type { RecordedEvent } from '../messages.js';
import type { Upcasters } from '../log/upcasters.js';
import type { DataOf, CommandContext, Message, Of } from '../messages.js';

/** What can be decided about one aggregate, and how its events change its state. Pure functions. */
export interface Decider<State, Command extends Message & CommandContext, Event extends Message> {
  /** The first part of its streams' names. */
  readonly name: string;
  readonly initial: State;
  /**
   * Commands that create an aggregate: they are decided on `initial`, without reading the stream.
   */
  readonly creates?: readonly Command['type'][];
  /**
   * How events in older schemas are read. They also give the schema in which new events are
   * written.
   */
  readonly upcasters?: Upcasters<Event>;
  /**
   * The version that the sender of a command has seen, where some events are hidden from them: what
   * `basedOn` is compared with. Default: the number of events.
   */
  versionFor?(state: State, command: CommandContext): number;
  evolve(state: State, event: Event): State;
  decide(state: State, command: Command): readonly Event[];
  /**
   * Which parts of an event are personal: JSON pointers (RFC 6901) into its data, each with the id
   * of the customer it is about. `state` is the state after the event. A pointer to a missing value
   * is ignored; no pointer may lead into a value that another pointer names.
   */
  personal?(state: State, event: Event): Readonly<Record<string, string>>;
}

/** Any decider, whatever its state. */
// oxlint-disable-next-line typescript/no-explicit-any -- deciders of every state in one list
export type AnyDecider = Decider<any, any, any>;

/** One row for each event; a missing row does not compile. */
export type Evolution<State, Event extends Message> = {
  readonly [Type in Event['type']]: (state: State, data: DataOf<Event, Type>) => State;
};

/** One row for each command; a missing row does not compile. */
export type Decisions<State, Command extends Message, Event> = {
  readonly [Type in Command['type']]: (
    state: State,
    command: Of<Command, Type>,
  ) => readonly Event[];
};

/** One row for each event with personal parts: their JSON pointers. */
export type PersonalParts<Event extends Message> = {
  readonly [Type in Event['type']]?: readonly string[];
};

/** `Decider.personal` for events that are each about one customer. */
export const personalBy =
  <State, Event extends Message>(
    rows: PersonalParts<Event>,
    whose: (state: State, event: Event) => string,
  ) =>
  (state: State, event: Event): Readonly<Record<string, string>> => {
    const pointers = rows[event.type as Event['type']] ?? [];
    return Object.fromEntries(pointers.map((pointer) => [pointer, whose(state, event)]));
  };

export const evolveBy =
  <State, Event extends Message>(rows: Evolution<State, Event>) =>
  (state: State, event: Event): State =>
    rows[event.type as Event['type']](state, event.data as never);

export const decideBy =
  <State, Command extends Message, Event>(rows: Decisions<State, Command, Event>) =>
  (state: State, command: Command): readonly Event[] =>
    rows[command.type as Command['type']](state, command as never);

export const fold = <State, Event extends Message>(
  decider: Pick<Decider<State, never, Event>, 'initial' | 'evolve'>,
  events: readonly Event[],
  from: State = decider.initial,
): State => events.reduce((state, event) => decider.evolve(state, event), from);

/** The state after events that were read from a stream of the decider. */
export const foldRecorded = <State, Event extends Message>(
  decider: Pick<Decider<State, never, Event>, 'initial' | 'evolve'>,
  events: readonly RecordedEvent[],
  from: State = decider.initial,
): State => fold(decider, events as unknown as readonly Event[], from);
