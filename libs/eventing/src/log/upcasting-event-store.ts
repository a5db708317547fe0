import {
  EventStore,
  type LogRange,
  type StreamRange,
  type Subscription,
} from './event-store.port.js';
import type { NewEvent, RecordedEvent } from '../messages.js';
import { aggregateOf } from '../stream.js';
import type { Receive } from './subscriptions.js';
import { schemaOf, upcast, type UpcastersByAggregate } from './upcasters.js';

const todayOf = (upcasters: UpcastersByAggregate, { stream, type }: RecordedEvent): number =>
  schemaOf(upcasters[aggregateOf(stream)], type);

const upcastOne = (upcasters: UpcastersByAggregate, event: RecordedEvent): RecordedEvent => {
  const { stream, revision, type, schema } = event;
  const today = todayOf(upcasters, event);
  if (schema === today) return event;
  if (schema > today)
    throw new Error(
      `A newer version wrote ${type} ${stream}/${revision}, in schema ${schema}; this one knows ${today}.`,
    );
  return { ...event, data: upcast(upcasters[aggregateOf(stream)], event) };
};

/** Events as they were written, in today's schemas. */
export const upcastAll = (
  upcasters: UpcastersByAggregate,
  events: readonly RecordedEvent[],
): readonly RecordedEvent[] =>
  events.some((event) => event.schema !== todayOf(upcasters, event))
    ? events.map((event) => upcastOne(upcasters, event))
    : events;

/**
 * Any log, read in today's schemas: `data` is as the tables of events have it. Everything else, the
 * bytes, the hash and the number of the schema, stays as it was written, so that it can be verified.
 *
 * Belongs around the store that decrypts, and only once. Throws for an event of a schema that is not known
 * yet: a newer version has written it, and this one would misread it.
 */
export class UpcastingEventStore extends EventStore {
  constructor(
    private readonly inner: EventStore,
    private readonly upcasters: UpcastersByAggregate,
  ) {
    super();
  }

  override get epoch(): number {
    return this.inner.epoch;
  }

  async append(
    stream: string,
    version: number,
    events: readonly NewEvent[],
  ): Promise<readonly RecordedEvent[]> {
    return this.upcast(await this.inner.append(stream, version, events));
  }

  async appendRecorded(
    stream: string,
    version: number,
    events: readonly RecordedEvent[],
  ): Promise<readonly RecordedEvent[]> {
    return this.upcast(await this.inner.appendRecorded(stream, version, events));
  }

  async read(stream: string, range?: StreamRange): Promise<readonly RecordedEvent[]> {
    return this.upcast(await this.inner.read(stream, range));
  }

  async readAll(range: LogRange): Promise<readonly RecordedEvent[]> {
    return this.upcast(await this.inner.readAll(range));
  }

  head(): Promise<number> {
    return this.inner.head();
  }

  subscribe(after: number, receive: Receive): Subscription {
    return this.inner.subscribe(after, (events) => receive(this.upcast(events)));
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  /** Events that were read elsewhere, as they were written, in today's schemas. */
  upcast(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
    return upcastAll(this.upcasters, events);
  }
}
