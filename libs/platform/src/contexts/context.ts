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

/** The widest circle that may hear of an event on a feed; each feed narrows it. */
export type Audience = 'anyone' | 'staff' | 'nobody';

/** One kind of stream: who decides on it, and what must be known of each of its events. */
export interface Aggregate {
  readonly decider: AnyDecider;
  /** A row for each event that can be in the stream. */
  readonly events: Readonly<Record<string, Audience>>;
}

/** Ties the rows to the decider's events, so that the compiler names the missing ones. */
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

/** An aggregate of which a person is the matter. */
export interface PersonalStream {
  readonly aggregate: string;
  readonly id: string;
}

/** A command that an erasure asks for before the person's keys are destroyed. */
export interface ClosingCommand extends PersonalStream {
  readonly command: Message;
}

/** What a context knows of persons. Which values are personal, each decider says itself. */
export interface PersonalData {
  /** Every stream with something about the person; their personal values make the person's file. */
  streams(reads: PersonalReads, person: Person): AsyncIterable<PersonalStream>;
  /** What ends what cannot go on without the person. */
  closing(reads: PersonalReads, person: Person): AsyncIterable<ClosingCommand>;
}

/** What an erasure target may be made of. */
export interface ErasureReads {
  readonly views: CrossTenantReader;
  readonly blobs: Blobs;
}

/** A bounded context: one value, and its seams are members of it. An app is a list of contexts. */
export interface Context {
  /** Also the name of its folder in `libs/`, where its `samples/` are. */
  readonly name: string;
  readonly aggregates: readonly Aggregate[];
  readonly rulebooks: readonly Rulebook<Rules>[];
  readonly views: readonly AnyView[];
  readonly policies: readonly AnyPolicy[];
  /** Commands of policies that a provider of the module carries out. */
  readonly handlers: Readonly<Record<string, Type<CommandHandler>>>;
  /** Every row that the module's controllers serve. */
  readonly routes: readonly RouteRow[];
  readonly module: DynamicModule;
  readonly personal: PersonalData;
  /** Places of its own, beside the log and the views, where personal values lie. */
  readonly sinks: (reads: ErasureReads) => readonly ErasureTarget[];
}

/** A context before its settings are read. */
export interface ContextDefinition<Rows extends Settings = Settings> {
  readonly settings: Rows;
  readonly create: (config: ConfigOf<Rows>) => Context;
}

/** A definition of whatever settings. */
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
