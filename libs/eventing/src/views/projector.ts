import type { EventStore, Subscription } from '../log/event-store.port.js';
import type { RecordedEvent } from '../messages.js';
import { yieldToEventLoop } from '../yield-to-event-loop.js';
import { ViewProgress, type AppliedListener } from './view-progress.port.js';
import type { ViewWriter } from './view-writer.port.js';

interface Waiter {
  readonly position: number;
  readonly go: (reached: boolean) => void;
}

export interface ProjectorOptions {
  /** How many events are read from the log at a time while catching up at the start. */
  readonly page: number;
  /** How many milliseconds a caller waits for the views before `waitFor` gives up. */
  readonly patience: number;
  /**
   * Called with faults of the store of the views, or of a listener; not with a view's own fault.
   */
  readonly onFault: (error: unknown) => void;
}

const usual: ProjectorOptions = { page: 1000, patience: 10_000, onFault: () => undefined };

/** Applies the log to the views, and resolves what waits for them. */
export class Projector extends ViewProgress {
  #position = 0;
  #subscription: Subscription | undefined;
  /** In order of position, so that only waiters whose position was reached are looked at. */
  readonly #waiting: Waiter[] = [];
  readonly #listeners = new Set<AppliedListener>();
  readonly #options: ProjectorOptions;

  constructor(
    private readonly events: EventStore,
    private readonly views: ViewWriter,
    options: Partial<ProjectorOptions> = {},
  ) {
    super();
    this.#options = { ...usual, ...options };
  }

  get position(): number {
    return this.#position;
  }

  /**
   * Applies the log to the views in large pages until they are up to date, then follows it. Throws
   * when the views are ahead of the log: then they were built from another log, or a longer one.
   */
  async start(): Promise<void> {
    this.#position = await this.views.position();
    const head = await this.events.head();
    if (this.#position > head)
      throw new Error(
        `The views are at position ${this.#position}, and the log ends at ${head}: they belong ` +
          'to another log. Delete the file of the views; it is rebuilt from the log.',
      );
    await this.#catchUp();
    this.#subscription = this.events.subscribe(this.#position, (events) => this.#receive(events));
  }

  /** Gives up after `patience`, so that nobody waits for ever for views that cannot be written. */
  waitFor(position: number): Promise<boolean> {
    if (position <= this.#position) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#giveUp(waiter), this.#options.patience);
      const go = (reached: boolean) => {
        clearTimeout(timer);
        resolve(reached);
      };
      const waiter = { position, go };
      const before = this.#waiting.findLastIndex((other) => other.position <= position);
      this.#waiting.splice(before + 1, 0, waiter);
    });
  }

  onApplied(listener: AppliedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    await this.#subscription?.stop();
  }

  /** A view that has stopped is offered its event again; events that the others have are not. */
  async #catchUp() {
    const { page } = this.#options;
    for (;;) {
      const events = await this.events.readAll({ after: this.#position, limit: page });
      if (events.length === 0) return;
      await this.#receive(events);
      this.#position = Math.max(this.#position, await this.views.position());
      await yieldToEventLoop();
    }
  }

  async #receive(events: readonly RecordedEvent[]) {
    await this.#recover();
    await this.#apply(events);
    this.#position = Math.max(this.#position, events.at(-1)?.position ?? 0);
    while (this.#waiting.length > 0 && this.#waiting[0]!.position <= this.#position)
      this.#waiting.shift()!.go(true);
    for (const listener of this.#listeners) this.#tell(listener, events);
  }

  /** A store that lost events that it had applied has fallen back: it is offered them again. */
  async #recover() {
    let after = await this.views.position();
    while (after < this.#position) {
      const lost = await this.events.readAll({ after, limit: this.#options.page });
      await this.#apply(lost);
      after = lost.at(-1)?.position ?? this.#position;
    }
  }

  async #apply(events: readonly RecordedEvent[]) {
    try {
      await this.views.apply(events);
    } catch (error) {
      this.#options.onFault(error);
      throw error;
    }
  }

  /** A fault of a listener does not stop the others: the batch has been applied. */
  #tell(listener: AppliedListener, events: readonly RecordedEvent[]) {
    try {
      listener(events);
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  #giveUp(waiter: Waiter) {
    this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
    waiter.go(false);
  }
}
