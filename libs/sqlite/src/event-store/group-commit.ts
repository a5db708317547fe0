import { type RecordedEvent, type SerializedEvent, streamRules } from '#eventing';

import type { Append } from './event-writer.js';
import { StoreFault } from './fault.js';

/** An append that waits, and whom to tell what came of it. */
export interface Waiting extends Append {
  /** About how many bytes it will need. */
  readonly bytes: number;
  readonly resolve: (events: readonly RecordedEvent[]) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupLimits {
  /** What is written in one transaction at most. */
  readonly groupEvents: number;
  readonly groupBytes: number;
  /** What may wait at most; beyond that it is refused. */
  readonly waitingEvents: number;
  readonly waitingBytes: number;
}

export const usualLimits: GroupLimits = {
  groupEvents: 512,
  groupBytes: 1024 * 1024,
  waitingEvents: 10_000,
  waitingBytes: 16 * 1024 * 1024,
};

/** What the envelope adds to an event's data, roughly. */
const ENVELOPE = 512;

/**
 * Collects the appends of one turn of the event loop and hands them over together, without a timer:
 * a lone append waits for nobody, and under load the group grows by itself.
 */
export class GroupCommit {
  #waiting: Waiting[] = [];
  #events = 0;
  #bytes = 0;
  #scheduled = false;
  #closed = false;

  constructor(
    /** Writes a group and tells everybody in it; never throws. */
    private readonly write: (group: readonly Waiting[]) => void,
    private readonly limits: GroupLimits,
  ) {}

  /** Events that wait now. */
  get waiting(): number {
    return this.#events;
  }

  async add(
    stream: string,
    version: number,
    drafts: readonly SerializedEvent[],
  ): Promise<readonly RecordedEvent[]> {
    if (this.#closed) throw new StoreFault('The store is closed.');
    const bytes = drafts.reduce((sum, { data }) => sum + data.length + ENVELOPE, 0);
    this.#refuseTooMuch(drafts.length, bytes);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ stream, version, drafts, bytes, resolve, reject });
      this.#events += drafts.length;
      this.#bytes += bytes;
      this.#schedule();
    });
  }

  /** Takes no more; what was accepted is written before this returns. */
  close(): void {
    this.#closed = true;
    while (this.#waiting.length > 0) this.#flush();
  }

  /** Gives up all that waits, because nobody can say what would come of it. */
  fail(error: unknown): void {
    for (const { reject } of this.#take(this.#waiting.length)) reject(error);
  }

  #refuseTooMuch(events: number, bytes: number) {
    const { waitingEvents, waitingBytes } = this.limits;
    const fits = this.#events + events <= waitingEvents && this.#bytes + bytes <= waitingBytes;
    streamRules(fits || this.#waiting.length === 0, 'busy');
  }

  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #flush() {
    if (this.#waiting.length > 0) this.write(this.#take(this.#groupSize()));
  }

  /** As many as fit into one transaction, and at least one. */
  #groupSize(): number {
    let events = 0;
    let bytes = 0;
    const end = this.#waiting.findIndex((append, index) => {
      events += append.drafts.length;
      bytes += append.bytes;
      const full = events > this.limits.groupEvents || bytes > this.limits.groupBytes;
      return index > 0 && full;
    });
    return end < 0 ? this.#waiting.length : end;
  }

  #take(count: number): readonly Waiting[] {
    const group = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    for (const { drafts, bytes } of group) {
      this.#events -= drafts.length;
      this.#bytes -= bytes;
    }
    return group;
  }
}
