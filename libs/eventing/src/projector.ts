import type { EventStore, Subscription } from './event-store.port.js';
import type { Recorded } from './messages.js';
import type { ViewStore } from './view-store.port.js';

type Listener = (events: readonly Recorded[]) => void;

/** Carries the log to the views, and tells who waits how far they are. */
export class Projector {
  #position = 0;
  #subscription: Subscription | undefined;
  #waiting: { readonly position: number; readonly go: () => void }[] = [];
  readonly #listeners = new Set<Listener>();

  constructor(
    private readonly events: EventStore,
    private readonly views: ViewStore,
  ) {}

  get position(): number {
    return this.#position;
  }

  async start(): Promise<void> {
    this.#position = await this.views.position();
    this.#subscription = this.events.subscribe(this.#position, (events) => this.#receive(events));
  }

  /** Resolves when the views have seen the event at this position. */
  reached(position: number): Promise<void> {
    if (position <= this.#position) return Promise.resolve();
    return new Promise((go) => void this.#waiting.push({ position, go }));
  }

  /** Calls back with each batch after the views have it; answers with the way to stop. */
  onProjected(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    await this.#subscription?.stop();
  }

  async #receive(events: readonly Recorded[]) {
    await this.views.apply(events);
    this.#position = events.at(-1)?.position ?? this.#position;
    const ready = this.#waiting.filter(({ position }) => position <= this.#position);
    this.#waiting = this.#waiting.filter(({ position }) => position > this.#position);
    for (const { go } of ready) go();
    for (const listener of this.#listeners) listener(events);
  }
}
