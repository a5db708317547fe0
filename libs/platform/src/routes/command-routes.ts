import type { DataOf, Message } from '#eventing';
import type { RequestClass } from '../requests/request-class.js';
import type { Principal, RouteRow } from './route.js';

/** What a command route knows besides the body. All of it was validated. */
export interface CommandRequest<Body = unknown, Query = unknown> {
  readonly principal: Principal;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly query: Query;
  /** ISO 8601; when the request arrived (with an Idempotency-Key: when it was first seen). */
  readonly at: string;
  /** The command's id; ids of what it makes are derived from it by `newAggregateId`. */
  readonly commandId: string;
}

/**
 * The row of a command. Without `data` the body is the command's data; with it, `data` makes the
 * command's data from body, path and principal.
 */
export interface CommandRoute<Data> extends RouteRow {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** The command makes a new aggregate: 201, Location; its id is derived from the command's. */
  readonly creates?: boolean;
  /** The path parameter with the id of the aggregate. Default: `id`. */
  readonly on?: string;
  readonly data?: (request: CommandRequest<never, never>) => Data;
}

/** One row for each command that can be sent over HTTP, by the command's type. */
export type CommandRoutes<C extends Message> = {
  readonly [Type in C['type']]?: CommandRoute<DataOf<C, Type>>;
};

/** The names of properties at every depth. */
type Names<T> = T extends readonly (infer Item)[]
  ? Names<Item>
  : T extends object
    ? { [Name in keyof T]-?: Names<Exclude<T[Name], undefined>> }
    : 0;

/**
 * The properties in which a class differs from the data of its command; none if it is that data.
 */
type Misfit<Sent, Data> = [Sent] extends [Data]
  ? [Names<Sent>, Names<Data>] extends [Names<Data>, Names<Sent>]
    ? unknown
    : { readonly body: 'The class has other properties than the data of the command.' }
  : { readonly body: 'The class is not the data of the command.' };

/** `data` must take the row's own class. */
type MisfitOfMade<Row, Body> = Row extends { readonly body: RequestClass<infer Sent> }
  ? [Sent] extends [Body]
    ? unknown
    : { readonly body: 'The class is not what `data` is made of.' }
  : unknown;

type MisfitOf<Row, Data> = Row extends {
  readonly data: (request: CommandRequest<infer Body, never>) => unknown;
}
  ? MisfitOfMade<Row, Body>
  : Row extends { readonly body: RequestClass<infer Sent> }
    ? Misfit<Sent, Data>
    : {} extends Data
      ? unknown
      : { readonly body: 'The command needs data.' };

type Tied<C extends Message, Rows> = {
  readonly [Type in keyof Rows]: Type extends C['type']
    ? MisfitOf<Rows[Type], DataOf<C, Type>>
    : never;
};

/**
 * Rows that are tied to their commands: a class with another property than its command's data, at any
 * depth, does not compile.
 */
export const commandRoutes =
  <C extends Message>() =>
  <const Rows extends CommandRoutes<C>>(rows: Rows & Tied<C, Rows>): Rows =>
    rows;
