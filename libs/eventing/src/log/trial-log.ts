import type { NewEvent, RecordedEvent } from '../messages.js';
import {
  chainAndHash,
  deserialize,
  recordedAtOf,
  resolveDuplicate,
  serialize,
} from './appending.js';
import type { EventStore, StreamRange } from './event-store.port.js';

/** What is needed of a log to carry out commands. */
export type StreamStore = Pick<EventStore, 'epoch' | 'read' | 'append'>;

const hex = (event: RecordedEvent | undefined) => event && Buffer.from(event.leaf).toString('hex');

/**
 * A log on which things are tried out: what is appended is kept in memory, and the log below is only
 * read. Events that are only here have the position 0.
 */
export class TrialLog implements StreamStore {
  readonly epoch = 0;
  readonly #tried = new Map<string, readonly RecordedEvent[]>();

  constructor(private readonly log: Pick<EventStore, 'read'>) {}

  async read(stream: string, range: StreamRange = {}): Promise<readonly RecordedEvent[]> {
    const { from, limit = Infinity, backwards = false } = range;
    const history = [...(await this.log.read(stream)), ...(this.#tried.get(stream) ?? [])];
    if (!backwards) return history.slice(from ?? 0).slice(0, limit);
    return history
      .slice(0, (from ?? history.length) + 1)
      .toReversed()
      .slice(0, limit);
  }

  async append(stream: string, version: number, events: readonly NewEvent[]) {
    const history = await this.read(stream);
    const drafts = events.map(serialize);
    if (history.length !== version) {
      const stored = history.slice(version, version + drafts.length);
      return resolveDuplicate(drafts, stored, history.length);
    }
    const recorded: RecordedEvent[] = [];
    const now = recordedAtOf(events[0]?.meta.at ?? '', history.at(-1)?.recordedAt);
    for (const draft of drafts) {
      const [prev, revision] = [hex(recorded.at(-1) ?? history.at(-1)), version + recorded.length];
      const place = { stream, revision, prev, position: 0, recordedAt: now };
      recorded.push(deserialize(chainAndHash(draft, place)));
    }
    this.#tried.set(stream, [...(this.#tried.get(stream) ?? []), ...recorded]);
    return recorded;
  }
}
