/**
 * A request to the system (a command), or something that happened in it (an event). Its data is
 * plain JSON.
 */
export interface Message<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

export type ActorKind =
  'customer' | 'agent' | 'manager' | 'auditor' | 'integration' | 'administrator' | 'system';

/** Who did it. The id is a pseudonym (the token's `sub`), never a name or an address. */
export interface Actor {
  readonly kind: ActorKind;
  readonly id: string;
}

/** What arrives with every command, because deciders read no clock and generate no ids. */
export interface CommandContext {
  /** The command's own id, a UUIDv7. The ids of its events are derived from it. */
  readonly id: string;
  readonly tenant: string;
  readonly by: Actor;
  /** The customer on whose behalf a member of staff acts. */
  readonly onBehalfOf?: string;
  /** When the command arrived, ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  /** When it happened, if the sender states a moment in the past. */
  readonly occurredAt?: string;
  /** The version of the stream that the sender had seen, or several (`If-Match`). */
  readonly basedOn?: number | readonly number[];
  readonly correlation: string;
  readonly causation?: string;
  /** This command may have been carried out before: look for its events first. */
  readonly repeated?: boolean;
}

/** Turns a table of `{ Name: payload }` into a union of messages. */
export type MessagesOf<Table> = {
  [Type in keyof Table & string]: Message<Type, Readonly<Table[Type]>>;
}[keyof Table & string];

export type CommandsOf<Table> = MessagesOf<Table> & CommandContext;

/** The member of a union with the given type, and its payload. */
export type Of<M extends Message, Type extends M['type']> = Extract<M, { type: Type }>;
export type DataOf<M extends Message, Type extends M['type']> = Of<M, Type>['data'];

/** A command without its context, before it is issued. */
export type CommandPayload<C> = C extends Message ? Pick<C, 'type' | 'data'> : never;

/** What every event records about its origin. */
export interface Meta {
  readonly tenant: string;
  readonly actor: Actor;
  readonly onBehalfOf?: string;
  /** When the command arrived. */
  readonly at: string;
  /**
   * When it happened, if that was stated. Kept beside the moment of recording, never instead of it.
   */
  readonly occurredAt?: string;
  readonly correlation: string;
  readonly causation: string;
  /** Hex of the leaf hash of the stream's previous event; absent in the first. The store adds it. */
  readonly prev?: string;
}

/** An event as it is given to the store. */
export interface NewEvent<Event extends Message = Message> {
  readonly id: string;
  readonly type: Event['type'];
  readonly schema: number;
  readonly data: Event['data'];
  readonly meta: Meta;
  /** JSON pointers (RFC 6901) into `data`, and the person each value is about; never stored. */
  readonly personal?: Readonly<Record<string, string>>;
}

/** An event as the store returns it. */
export type RecordedEvent<Event extends Message = Message> = Event & {
  readonly id: string;
  readonly stream: string;
  /** Dense from 0 within the stream. */
  readonly revision: number;
  /** The schema in which it was written; `data` may be read in a later one, see `Upcasters`. */
  readonly schema: number;
  readonly meta: Meta;
  /** When the process that appended it recorded it, ISO 8601 in UTC with milliseconds. */
  readonly recordedAt: string;
  /** Rises over all streams in the order in which events became visible; the store's, not hashed. */
  readonly position: number;
  /** The exact canonical bytes (RFC 8785) of the envelope, which has the data's hash in it. */
  readonly envelope: Uint8Array;
  /** The exact canonical bytes of the data. */
  readonly dataBytes: Uint8Array;
  /** The RFC 6962 leaf hash of the envelope. */
  readonly leaf: Uint8Array;
};

/** When it happened: the stated moment, or else the moment of the command. */
export const happenedAt = ({ meta }: { readonly meta: Meta }): string => meta.occurredAt ?? meta.at;
