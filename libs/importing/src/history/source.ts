import type { CommandContext, CommandPayload, Moment } from '#eventing';
import type { Priority, TicketCommand } from '#tickets';

import type { Reader } from '../cells.js';

/**
 * The command here for something that happened in the other system. Without `by`, the integration
 * did it: their log does not say who.
 */
export type Ask = CommandPayload<TicketCommand> &
  Partial<Pick<CommandContext, 'by' | 'onBehalfOf'>>;

/** One row of another system's log after reading: a ticket's values after an update. */
export interface HistoryEntry {
  /** The ticket's id in the other system. */
  readonly ticket: string;
  readonly openedAt: Moment;
  /** Since when the ticket has these values. */
  readonly updatedAt: Moment;
  /**
   * The other system's number of the update, if it counts them; with the moment it identifies a row
   * of a ticket.
   */
  readonly update?: number;
  readonly state: string;
  /** `undefined` where their log does not say. */
  readonly group?: string | undefined;
  /** Theirs, if they have one, to be compared with ours. */
  readonly priority?: Priority;
  /** How often it had been reopened and reassigned so far, if the other system counts that. */
  readonly reopened?: number;
  readonly reassigned?: number;
}

/** A row, and the row of the same ticket before it, if there is one. */
export type Asks<E extends HistoryEntry> = (entry: E, before: E | undefined) => Ask | undefined;

export interface State<E extends HistoryEntry> {
  readonly enters?: Asks<E> | undefined;
  /**
   * Called with the row that enters another state; its command comes before the others of that row.
   */
  readonly leaves?: ((next: E) => Ask | undefined) | undefined;
}

/** Something that the rows do not say: counted and listed, never guessed. */
interface Gap<E extends HistoryEntry> {
  readonly sentence: string;
  /** How many such gaps this row has. Rows are given as they were read, unknown values included. */
  readonly of: (entry: E, before: E | undefined) => number | boolean;
}

/** Another system's log as one table: a further system is one more of these. */
export interface Source<E extends HistoryEntry> {
  /** Part of every id that is derived from it, so it never changes. */
  readonly system: string;
  readonly title: string;
  /** The column that each field is read from. A file that lacks one is not this system's log. */
  readonly columns: {
    readonly [Field in keyof E]: readonly [column: string, read: Reader<E[Field]>];
  };
  readonly opens: (first: E) => Ask;
  /** What is known after a row that leaves some of it out. */
  readonly remembers: (before: E, entry: E) => E;
  /** The commands for changed fields, in the order in which they are sent. */
  readonly facts: Readonly<Record<string, Asks<E>>>;
  readonly states: Readonly<Record<string, State<E>>>;
  readonly gaps: Readonly<Record<string, Gap<E>>>;
  /** Columns that have no counterpart here, and why. */
  readonly left: Readonly<Record<string, string>>;
}
