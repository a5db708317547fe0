import type { Message, CommandPayload } from '../messages.js';
import type { View } from '../views/view.js';

/**
 * A command to send when its moment has come. The row exists as long as the command is needed:
 * events that make it unnecessary, and the event that it causes, remove the row.
 */
export interface ScheduledCommand<Command extends Message = Message> {
  /** ISO 8601; a moment in the past means now. */
  readonly due: string;
  readonly tenant: string;
  /** The id of the aggregate that the command is for. */
  readonly id: string;
  /** A UUIDv7 derived from the causing event: the same after every rebuild of the view. */
  readonly commandId: string;
  readonly command: CommandPayload<Command>;
  readonly causation: string;
  readonly correlation: string;
}

/**
 * A policy: when this event happens, send that command at that moment. It is a view of the commands
 * still to be sent, so it survives restarts, can be rebuilt, and events can cancel it. Only a
 * decider decides.
 */
export interface Policy<Event extends Message, Command extends Message> extends View<
  Event,
  ScheduledCommand<Command>
> {
  /** The aggregate that its commands are for. */
  readonly asks: string;
}

/** Any policy, whatever its commands. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of policies of different aggregates
export type AnyPolicy = Policy<any, any>;

export const dueColumn = {
  columns: { due: { type: 'text', of: ({ due }: ScheduledCommand) => due } },
  indexes: [['due']],
  crossTenant: ['due'],
} as const;
