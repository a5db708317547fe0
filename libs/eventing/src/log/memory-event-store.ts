import { answerAgain, draft, record, recall, type Draft } from './appending.js';
import {
  EventStore,
  type LogRange,
  type StreamRange,
  type Subscription,
} from './event-store.port.js';
import { Followers, type Receive } from './subscriptions.js';
import type { Proposed, Recorded } from '../messages.js';

const hex = (event: Recorded | undefined) => event && Buffer.from(event.leaf).toString('hex');

const paged = <Value>(values: readonly Value[], limit = Infinity) => values.slice(0, limit);

/** The log in memory, for tests: the same contract, nothing kept. */
export class MemoryEventStore extends EventStore {
  readonly #log: Recorded[] = [];
  readonly #streams = new Map<string, Recorded[]>();
  readonly #followers = new Followers({
    head: () => this.#log.length,
    page: (after, limit) => this.#log.slice(after, after + limit),
  });

  async append(
    stream: string,
    version: number,
    events: readonly Proposed[],
  ): Promise<readonly Recorded[]> {
    const drafts = events.map(draft);
    const history = this.#streams.get(stream) ?? [];
    if (history.length !== version) {
      const stored = history.slice(version, version + drafts.length);
      return answerAgain(drafts, stored, history.length);
    }
    const recorded = this.#record(stream, history, drafts);
    // No await from the look at the version to here: the check and the write are one step.
    history.push(...recorded);
    this.#streams.set(stream, history);
    this.#log.push(...recorded);
    this.#followers.publish(recorded);
    return recorded;
  }

  async read(stream: string, range: StreamRange = {}): Promise<readonly Recorded[]> {
    const { from, limit, backwards = false } = range;
    const history = this.#streams.get(stream) ?? [];
    if (!backwards) return paged(history.slice(from ?? 0), limit);
    return paged(history.slice(0, (from ?? history.length) + 1).toReversed(), limit);
  }

  async readAll({ after, limit, backwards = false }: LogRange): Promise<readonly Recorded[]> {
    if (!backwards) return paged(this.#log.slice(after ?? 0), limit);
    const before = Math.max(0, (after ?? Infinity) - 1);
    return paged(this.#log.slice(0, before).toReversed(), limit);
  }

  async head(): Promise<number> {
    return this.#log.length;
  }

  subscribe(after: number, receive: Receive): Subscription {
    return this.#followers.follow(after, receive);
  }

  async close(): Promise<void> {
    await this.#followers.stop();
  }

  #record(stream: string, history: readonly Recorded[], drafts: readonly Draft[]): Recorded[] {
    const recordedAt = new Date().toISOString();
    const recorded: Recorded[] = [];
    for (const [index, each] of drafts.entries()) {
      const prev = hex(recorded.at(-1) ?? history.at(-1));
      const revision = history.length + index;
      const position = this.#log.length + index + 1;
      recorded.push(recall(record(each, { stream, revision, prev, position, recordedAt })));
    }
    return recorded;
  }
}
