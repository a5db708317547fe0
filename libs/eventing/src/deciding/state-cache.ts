import { foldRecorded, type Decider } from './decider.js';
import type { StreamStore } from '../log/trial-log.js';
import type { CommandContext, Message, RecordedEvent } from '../messages.js';
import { RecentCache } from '../recent-cache.js';

/** The state of a stream after its events up to a version. */
export interface CachedState<State> {
  readonly state: State;
  readonly version: number;
  readonly position: number;
  /** The epoch of the store when it was read. */
  readonly epoch: number;
}

/**
 * The states of the streams used last, so that a busy stream is not read from its start. They may
 * be behind the log: a caller that relies on one appends at its version, or calls `current` first.
 */
export class StateCache<State, Command extends Message & CommandContext, Event extends Message> {
  readonly #cache: RecentCache<CachedState<State>>;

  constructor(
    private readonly store: StreamStore,
    private readonly decider: Decider<State, Command, Event>,
    remembered: number,
  ) {
    this.#cache = new RecentCache(remembered);
  }

  remembered(stream: string): CachedState<State> | undefined {
    const known = this.#cache.get(stream);
    return known?.epoch === this.store.epoch ? known : undefined;
  }

  /** The state of a stream without events. */
  get unwritten(): CachedState<State> {
    return { state: this.decider.initial, version: 0, position: 0, epoch: this.store.epoch };
  }

  /** The state as the log has it now; reads only the events that are not in the cache. */
  async current(stream: string): Promise<CachedState<State>> {
    const from = this.remembered(stream) ?? this.unwritten;
    return this.advance(stream, from, await this.store.read(stream, { from: from.version }));
  }

  advance(
    stream: string,
    from: CachedState<State>,
    events: readonly RecordedEvent[],
  ): CachedState<State> {
    const last = events.at(-1);
    if (!last) return from;
    const state = foldRecorded(this.decider, events, from.state);
    const { epoch } = from;
    const folded = { state, version: last.revision + 1, position: last.position, epoch };
    this.#cache.set(stream, folded);
    return folded;
  }

  forget(stream: string): void {
    this.#cache.delete(stream);
  }
}
