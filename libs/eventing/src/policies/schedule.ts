import type { Message, RecordedEvent } from '../messages.js';
import { derivedCommandId, idOf } from '../stream.js';
import type { ScheduledCommand } from './policy.js';

export interface Scheduling<Command extends Message> {
  readonly command: Command;
  /** ISO 8601; as soon as possible if absent. */
  readonly due?: string;
  /** The id of the aggregate that the command is for; if absent, the aggregate of the event. */
  readonly id?: string;
  /**
   * Gives different ids to commands that several policies derive from one event for one aggregate.
   */
  readonly index?: number;
}

/** A policy's row: the command that an event schedules, and when. It depends on the event alone. */
export const schedule = <Command extends Message>(
  event: RecordedEvent,
  { command, due = event.meta.at, id = idOf(event.stream), index = 0 }: Scheduling<Command>,
): Omit<ScheduledCommand, 'command'> & { readonly command: Command } => ({
  due,
  tenant: event.meta.tenant,
  id,
  commandId: derivedCommandId(event, index),
  command,
  causation: event.id,
  correlation: event.meta.correlation,
});
