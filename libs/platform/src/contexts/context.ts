import type { DynamicModule, Type } from '@nestjs/common';
import type {
  AnyDecider,
  AnyPolicy,
  AnyView,
  CommandContext,
  CommandHandler,
  CrossTenantReader,
  Decider,
  EventStore,
  Message,
  Rulebook,
  Rules,
  ViewReader,
} from '#eventing';
import type { ErasureTarget } from '#vault';
import type { Blobs } from '#blobs';

import type { ConfigOf, Settings } from '../operations/settings.js';
import type { RouteRow } from '../routes/route.js';

/** Who may at most receive an event on a feed; each feed narrows it. */
export type Audience = 'anyone' | 'staff' | 'nobody';

/** One kind of stream: its decider, and the audience of each of its events. */
export interface Aggregate {
  readonly decider: AnyDecider;
  /** A row for each event that can be in the stream. */
  readonly events: Readonly<Record<string, Audience>>;
}

/** An aggregate with a row for each event of its decider; the compiler names missing rows. */
export const aggregate = <State, Command extends Message & CommandContext, Event extends Message>(
  decider: Decider<State, Command, Event>,
  events: { readonly [Name in Event['type']]: Audience },
): Aggregate => ({ decider, events });

/** A customer of a tenant. */
export interface Person {
  readonly tenant: string;
  readonly customer: string;
}

/** What a context may read to answer about a person. */
export interface PersonalReads {
  readonly events: EventStore;
  readonly views: Pick<ViewReader, 'get' | 'page'>;
}

/** A stream that is about a person. */
export interface PersonalStream {
  readonly aggregate: string;
  readonly id: string;
}

/** A command that an erasure asks for before the person's keys are destroyed. */
export interface ClosingCommand extends PersonalStream {
  readonly command: Message;
}

/** What a context knows about persons. Each decider says itself which values are personal. */
export interface PersonalData {
  /** Every stream about the person; the personal values in them make up the person's file. */
  streams(reads: PersonalReads, person: Person): AsyncIterable<PersonalStream>;
  /** The commands that end what cannot continue without the person. */
  closing(reads: PersonalReads, person: Person): AsyncIterable<ClosingCommand>;
}

/** What an erasure target may use. */
export interface ErasureReads {
  readonly views: CrossTenantReader;
  readonly blobs: Blobs;
}

/**
 * A bounded context as one value. Everything that others ask of it is a member. An app is a list of
 * contexts.
 */
export interface Context {
  /** Also the name of its folder in `libs/`, where its `samples/` are. */
  readonly name: string;
  readonly aggregates: readonly Aggregate[];
  readonly rulebooks: readonly Rulebook<Rules>[];
  readonly views: readonly AnyView[];
  readonly policies: readonly AnyPolicy[];
  /** Commands of policies that need I/O first: the provider of the module that carries each out. */
  readonly handlers: Readonly<Record<string, Type<CommandHandler>>>;
  /** The rows of all routes that the module's controllers serve. */
  readonly routes: readonly RouteRow[];
  readonly module: DynamicModule;
  readonly personal: PersonalData;
  /** The context's own stores of personal values, besides the log and the views. */
  readonly sinks: (reads: ErasureReads) => readonly ErasureTarget[];
}

/** A context before its settings are read. */
export interface ContextDefinition<Rows extends Settings = Settings> {
  readonly settings: Rows;
  readonly create: (config: ConfigOf<Rows>) => Context;
}

/** A definition with any settings. */
// oxlint-disable-next-line typescript/no-explicit-any -- definitions of different settings in one list
export type AnyContextDefinition = ContextDefinition<any>;

export const defineContext = <const Rows extends Settings>(
  definition: ContextDefinition<Rows>,
): ContextDefinition<Rows> => definition;

/** For a context that holds nothing about customers. */
export const nothingPersonal: PersonalData = {
  async *streams() {
    // No stream is about a person.
  },
  async *closing() {
    // Nothing is theirs to close.
  },
};

/** The rows of several tables. A table of commands names its rows by their types. */
export const rowsOf = (
  ...tables: readonly Readonly<Record<string, RouteRow>>[]
): readonly RouteRow[] => tables.flatMap((table) => Object.values(table));
