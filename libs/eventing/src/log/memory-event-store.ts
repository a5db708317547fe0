import {
  resolveDuplicate,
  serialize,
  chainAndHash,
  deserialize,
  type SerializedEvent,
} from './appending.js';
import {
  EventStore,
  type LogRange,
  type StreamRange,
  type Subscription,
} from './event-store.port.js';
import { LogSubscriptions, type Receive } from './subscriptions.js';
import type { NewEvent, RecordedEvent } from '../messages.js';

const hex = (event: RecordedEvent | undefined) => event && Buffer.from(event.leaf).toString('hex');

const paged = <Value>(values: readonly Value[], limit = Infinity) => values.slice(0, limit);

/** The log in memory, for tests: the same contract, nothing kept. */
export class MemoryEventStore extends EventStore {
  readonly #log: RecordedEvent[] = [];
  readonly #streams = new Map<string, RecordedEvent[]>();
  readonly #subscriptions = new LogSubscriptions({
    head: () => this.#log.length,
    page: (after, limit) => this.#log.slice(after, after + limit),
  });

  async append(
    stream: string,
    version: number,
    events: readonly NewEvent[],
  ): Promise<readonly RecordedEvent[]> {
    const drafts = events.map(serialize);
    const history = this.#streams.get(stream) ?? [];
    if (history.length !== version) {
      const stored = history.slice(version, version + drafts.length);
      return resolveDuplicate(drafts, stored, history.length);
    }
    const recorded = this.#record(stream, history, drafts);
    // No await from the look at the version to here: the check and the write are one step.
    history.push(...recorded);
    this.#streams.set(stream, history);
    this.#log.push(...recorded);
    this.#subscriptions.publish(recorded);
    return recorded;
  }

  async read(stream: string, range: StreamRange = {}): Promise<readonly RecordedEvent[]> {
    const { from, limit, backwards = false } = range;
    const history = this.#streams.get(stream) ?? [];
    if (!backwards) return paged(history.slice(from ?? 0), limit);
    return paged(history.slice(0, (from ?? history.length) + 1).toReversed(), limit);
  }

  async readAll({ after, limit, backwards = false }: LogRange): Promise<readonly RecordedEvent[]> {
    if (!backwards) return paged(this.#log.slice(after ?? 0), limit);
    const before = Math.max(0, (after ?? Infinity) - 1);
    return paged(this.#log.slice(0, before).toReversed(), limit);
  }

  async head(): Promise<number> {
    return this.#log.length;
  }

  subscribe(after: number, receive: Receive): Subscription {
    return this.#subscriptions.subscribe(after, receive);
  }

  async close(): Promise<void> {
    await this.#subscriptions.stop();
  }

  #record(
    stream: string,
    history: readonly RecordedEvent[],
    drafts: readonly SerializedEvent[],
  ): RecordedEvent[] {
    const recordedAt = new Date().toISOString();
    const recorded: RecordedEvent[] = [];
    for (const [index, each] of drafts.entries()) {
      const prev = hex(recorded.at(-1) ?? history.at(-1));
      const revision = history.length + index;
      const position = this.#log.length + index + 1;
      recorded.push(
        deserialize(chainAndHash(each, { stream, revision, prev, position, recordedAt })),
      );
    }
    return recorded;
  }
}
