import { type Clock, systemClock } from '../clock.js';
import {
  chainAndHash,
  deserialize,
  recordedAtOf,
  resolveDuplicate,
  type SerializedEvent,
  serialize,
  serializeRecorded,
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

export interface MemoryEventStoreOptions {
  readonly clock?: Pick<Clock, 'now'>;
  /** How far a position lies beyond the one before it; a store's positions need not be dense. */
  readonly stride?: (last: number) => number;
}

/** The log in memory, for tests: the same contract, nothing kept. */
export class MemoryEventStore extends EventStore {
  readonly #log: RecordedEvent[] = [];
  readonly #streams = new Map<string, RecordedEvent[]>();
  readonly #subscriptions = new LogSubscriptions({
    head: () => this.#head(),
    page: (after, limit) => this.#after(after).slice(0, limit),
  });

  constructor(private readonly options: MemoryEventStoreOptions = {}) {
    super();
  }

  async append(stream: string, version: number, events: readonly NewEvent[]) {
    return this.#append(stream, version, events.map(serialize));
  }

  async appendRecorded(stream: string, version: number, events: readonly RecordedEvent[]) {
    return this.#append(stream, version, events.map(serializeRecorded));
  }

  async read(stream: string, range: StreamRange = {}): Promise<readonly RecordedEvent[]> {
    const { from, limit, backwards = false } = range;
    const history = this.#streams.get(stream) ?? [];
    if (!backwards) return paged(history.slice(from ?? 0), limit);
    return paged(history.slice(0, (from ?? history.length) + 1).toReversed(), limit);
  }

  async readAll({ after, limit, backwards = false }: LogRange): Promise<readonly RecordedEvent[]> {
    if (!backwards) return paged(this.#after(after ?? 0), limit);
    const before = this.#log.filter(({ position }) => position < (after ?? Infinity));
    return paged(before.toReversed(), limit);
  }

  async head(): Promise<number> {
    return this.#head();
  }

  subscribe(after: number, receive: Receive): Subscription {
    return this.#subscriptions.subscribe(after, receive);
  }

  async close(): Promise<void> {
    await this.#subscriptions.stop();
  }

  #head(): number {
    return this.#log.at(-1)?.position ?? 0;
  }

  #after(position: number): readonly RecordedEvent[] {
    if (position >= this.#head()) return [];
    return this.#log.slice(this.#log.findLastIndex((event) => event.position <= position) + 1);
  }

  /** Without an await: the check of the version and the write are one step. */
  #append(stream: string, version: number, drafts: readonly SerializedEvent[]) {
    const history = this.#streams.get(stream) ?? [];
    if (history.length !== version) {
      const stored = history.slice(version, version + drafts.length);
      return resolveDuplicate(drafts, stored, history.length);
    }
    const recorded = this.#record(stream, history, drafts);
    const before = this.#head();
    history.push(...recorded);
    this.#streams.set(stream, history);
    this.#log.push(...recorded);
    this.#subscriptions.publish(recorded, before);
    return recorded;
  }

  #record(
    stream: string,
    history: readonly RecordedEvent[],
    drafts: readonly SerializedEvent[],
  ): RecordedEvent[] {
    const { clock = systemClock, stride = () => 1 } = this.options;
    const recordedAt = recordedAtOf(clock.now(), history.at(-1)?.recordedAt);
    const recorded: RecordedEvent[] = [];
    let position = this.#head();
    for (const [index, each] of drafts.entries()) {
      const prev = hex(recorded.at(-1) ?? history.at(-1));
      position += stride(position);
      const place = { stream, revision: history.length + index, prev, position, recordedAt };
      recorded.push(deserialize(chainAndHash(each, place)));
    }
    return recorded;
  }
}
