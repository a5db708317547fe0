import type { Moment, CommandPayload } from '#eventing';
import type { Priority, TicketCommand } from '#tickets';

import type { Reader } from '../cells.js';

/** What is asked of our side for something that happened on theirs. */
export type Ask = CommandPayload<TicketCommand>;

/** One row of another system's log, read: how a ticket stood after an update. */
export interface HistoryEntry {
  /** The ticket's id over there. */
  readonly ticket: string;
  readonly openedAt: Moment;
  /** When the ticket came to stand as this row says. */
  readonly updatedAt: Moment;
  /** That system's own count of updates; together with the moment it tells a ticket's rows apart. */
  readonly update: number;
  readonly state: string;
  /** `undefined` where their log does not say. */
  readonly group: string | undefined;
  readonly priority: Priority;
  /** How often it had been reopened and reassigned so far, by that system's own count. */
  readonly reopened: number;
  readonly reassigned: number;
}

/** A row, and the row of the same ticket before it, as far as there is one. */
export type Asks<E extends HistoryEntry> = (entry: E, before: E | undefined) => Ask | undefined;

export interface State<E extends HistoryEntry> {
  readonly enters?: Asks<E> | undefined;
  /** Asked with the row that comes into another state, before anything else of that row. */
  readonly leaves?: ((next: E) => Ask | undefined) | undefined;
}

/** Something that the rows do not tell: counted and listed, never guessed. */
interface Gap<E extends HistoryEntry> {
  readonly sentence: string;
  /** How many such things this row hides. Rows are given as they were read, unknowns included. */
  readonly of: (entry: E, before: E | undefined) => number | boolean;
}

/** Another system's log as one table: the next system is one more of these. */
export interface Source<E extends HistoryEntry> {
  /** Part of every id that is made from it, so it never changes. */
  readonly system: string;
  readonly title: string;
  /** The column that each field is read from. A file that lacks one is not this system's log. */
  readonly columns: {
    readonly [Field in keyof E]: readonly [column: string, read: Reader<E[Field]>];
  };
  readonly opens: (first: E) => Ask;
  /** What is known after a row that leaves some of it unsaid. */
  readonly remembers: (before: E, entry: E) => E;
  /** What follows when fields change, in the order in which it is asked. */
  readonly facts: Readonly<Record<string, Asks<E>>>;
  readonly states: Readonly<Record<string, State<E>>>;
  readonly gaps: Readonly<Record<string, Gap<E>>>;
  /** Columns that have no counterpart here, and why. */
  readonly left: Readonly<Record<string, string>>;
}
