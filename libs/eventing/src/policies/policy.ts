import type { Message, CommandPayload } from '../messages.js';
import type { View } from '../views/view.js';

/**
 * Something to be asked for when its moment has come. The row is there as long as it is to be done:
 * the events that make it unnecessary, and the event that it causes, remove it.
 */
export interface ScheduledCommand<Command extends Message = Message> {
  /** ISO 8601; a moment in the past means now. */
  readonly due: string;
  readonly tenant: string;
  /** The id of the aggregate to ask. */
  readonly id: string;
  /** A UUIDv7 made from the causing event, the same whenever the view is made again. */
  readonly commandId: string;
  readonly command: CommandPayload<Command>;
  readonly causation: string;
  readonly correlation: string;
}

/**
 * A policy: whenever this happened, ask for that, then. It is a view of what is left to do, so it
 * survives restarts, can be rebuilt, and is cancelled by events; only a decider decides.
 */
export interface Policy<Event extends Message, Command extends Message> extends View<
  Event,
  ScheduledCommand<Command>
> {
  /** The aggregate that is asked. */
  readonly asks: string;
}

/** A policy, whatever it asks. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of policies of different aggregates
export type AnyPolicy = Policy<any, any>;

export const dueColumn = {
  columns: { due: { type: 'text', of: ({ due }: ScheduledCommand) => due } },
  indexes: [['due']],
  crossTenant: ['due'],
} as const;
