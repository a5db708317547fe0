import type { RecordedEvent } from '#eventing';

/** The log as it is stored, with exact bytes; and its personal values, each to be shown by itself. */
export abstract class AuditedLog {
  /** The events of a stream, in order. */
  abstract stream(stream: string): Promise<readonly RecordedEvent[]>;

  /** The same in today's schemas, with `[erased]` in the place of every personal value. */
  abstract hidden(stream: string): Promise<readonly RecordedEvent[]>;

  /** The event at a position. */
  abstract at(position: number): Promise<RecordedEvent | undefined>;

  /** The disclosures of an event's personal values whose keys are not destroyed. */
  abstract disclosures(event: RecordedEvent): Promise<readonly string[]>;
}
