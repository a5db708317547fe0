import type { Message, RecordedEvent } from '../messages.js';
import { derivedCommandId, idOf } from '../stream.js';
import type { ScheduledCommand } from './policy.js';

export interface Scheduling<Command extends Message> {
  readonly command: Command;
  /** ISO 8601; as soon as possible where none is given. */
  readonly due?: string;
  /** The id of the aggregate to ask; where none is given, the one that the event happened to. */
  readonly id?: string;
  /** Tells apart what several policies make of one event in one aggregate. */
  readonly index?: number;
}

/** A policy's row: what an event asks for, and when. It follows from the event alone. */
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
