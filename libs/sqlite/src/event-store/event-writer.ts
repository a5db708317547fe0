import {
  chainAndHash,
  type Clock,
  RecentCache,
  type RecordedEvent,
  recordedAtOf,
  resolveDuplicate,
  type SerializedEvent,
  systemClock,
} from '#eventing';

import { faultKindOf } from './fault.js';
import type { EventTable, Head } from './event-table.js';

/** What somebody asks to be appended. */
export interface Append {
  readonly stream: string;
  readonly version: number;
  readonly drafts: readonly SerializedEvent[];
}

/** What came of it; `error` is the fault of this append alone. */
export type Outcome = { readonly events: readonly RecordedEvent[] } | { readonly error: unknown };

export interface Written {
  /** One for each append, in their order. */
  readonly outcomes: readonly Outcome[];
  /** What is new in the log, in order of position. */
  readonly fresh: readonly RecordedEvent[];
  /** The position that they follow. */
  readonly after: number;
}

const hex = ({ leaf: { buffer, byteOffset, length } }: RecordedEvent) =>
  Buffer.from(buffer, byteOffset, length).toString('hex');

interface ChainedEvents {
  readonly events: readonly RecordedEvent[];
  /** Hex of the leaf hash of the last one. */
  readonly prev: string | undefined;
}

/**
 * Writes many appends in one transaction, each of them whole or not at all. Where streams end is
 * remembered for those used last; what another connection writes makes it forget.
 */
export class EventWriter {
  readonly #heads: RecentCache<Head>;
  #fresh: RecordedEvent[] = [];
  #position = 0;
  /** The position of the next event. */
  #next = 1;
  #dataVersion = -1;

  constructor(
    private readonly table: EventTable,
    private readonly clock: Pick<Clock, 'now'> = systemClock,
    remembered = 20_000,
  ) {
    this.#heads = new RecentCache(remembered);
    this.look();
  }

  /** The position of the last event that is known to be stored. */
  get position(): number {
    return this.#position;
  }

  /** Looks for what others have written; answers whether there is any. */
  look(): boolean {
    const dataVersion = this.table.dataVersion();
    if (dataVersion === this.#dataVersion) return false;
    this.#dataVersion = dataVersion;
    this.#forget();
    return true;
  }

  /**
   * Answers after the commit, so whatever is answered is durable. Throws when the whole group has
   * failed; then nothing may be said about any of it.
   */
  write(appends: readonly Append[]): Written {
    this.table.begin();
    this.#fresh = [];
    try {
      this.look();
      const after = this.#position;
      const now = this.clock.now();
      const outcomes = appends.map((append) => this.#outcome(append, now));
      this.table.commit();
      return { outcomes, fresh: this.#fresh, after };
    } catch (error) {
      this.table.rollback();
      this.#forget();
      throw error;
    }
  }

  #forget() {
    this.#heads.clear();
    this.#position = this.table.last();
    this.#next = this.table.next();
  }

  #outcome(append: Append, now: string): Outcome {
    try {
      return { events: this.#append(append, now) };
    } catch (error) {
      if (faultKindOf(error)) throw error;
      return { error };
    }
  }

  #append({ stream, version, drafts }: Append, now: string): readonly RecordedEvent[] {
    const head = this.#heads.get(stream) ?? this.table.head(stream);
    if (head.version !== version) {
      const stored = drafts.length ? this.table.read(stream, version, drafts.length) : [];
      return resolveDuplicate(drafts, stored, head.version);
    }
    const chained = this.#chain(stream, head, drafts, now);
    this.#insert(stream, head, chained);
    return chained.events;
  }

  /** Everything that can be wrong with an append is found here, before its first row is written. */
  #chain(
    stream: string,
    head: Head,
    drafts: readonly SerializedEvent[],
    now: string,
  ): ChainedEvents {
    const recordedAt = recordedAtOf(now, head.recordedAt);
    const events: RecordedEvent[] = [];
    let { prev, version: revision } = head;
    let position = this.#next;
    for (const draft of drafts) {
      const event = chainAndHash(draft, { stream, revision, prev, position, recordedAt });
      events.push(event);
      prev = hex(event);
      revision++;
      position++;
    }
    return { events, prev };
  }

  #insert(stream: string, head: Head, { events, prev }: ChainedEvents) {
    const last = events.at(-1);
    if (!last) return;
    const number = head.stream || events[0]!.position;
    if (!head.stream) this.table.addStream(stream, number);
    for (const event of events) this.table.addEvent(number, event);
    const { revision, recordedAt } = last;
    this.#heads.set(stream, { stream: number, version: revision + 1, prev, recordedAt });
    this.#position = last.position;
    this.#next = last.position + 1;
    this.#fresh.push(...events);
  }
}
