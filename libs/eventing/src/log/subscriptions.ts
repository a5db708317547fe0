import { yieldToEventLoop } from '../yield-to-event-loop.js';
import type { Subscription } from './event-store.port.js';
import type { RecordedEvent } from '../messages.js';

/** What subscriptions need of a log; positions rise, with gaps or without. Reads answer at once. */
export interface SubscribedLog {
  /** The position of the last event that may be seen. */
  head(): number;
  page(after: number, limit: number): readonly RecordedEvent[];
}

export type Receive = (events: readonly RecordedEvent[]) => Promise<void> | void;

export interface SubscriptionLimits {
  /** Events read from the log at once. */
  readonly page: number;
  /** Events kept for a receiver that is busy; beyond that they are read again. */
  readonly waiting: number;
  /** Milliseconds until a receiver that threw is given its batch again. */
  readonly pause: number;
}

const usual: SubscriptionLimits = { page: 500, waiting: 2000, pause: 100 };

/**
 * One subscription. What has just been committed is handed over in the same turn when the receiver
 * is ready and has everything before it; everything else is read from the log.
 */
class LogSubscription implements Subscription {
  #fresh: readonly RecordedEvent[] = [];
  /** The position that the first fresh event follows. */
  #freshAfter = 0;
  #busy = false;
  #stopped = false;
  #running = Promise.resolve();
  #wake: (() => void) | undefined;

  constructor(
    private readonly log: SubscribedLog,
    private readonly receive: Receive,
    private readonly limits: SubscriptionLimits,
    private position: number,
  ) {}

  /** Takes what was just committed, or only looks whether there is something new. */
  offer(events: readonly RecordedEvent[], after: number): void {
    if (this.#stopped) return;
    this.#keep(events, after);
    if (!this.#busy) this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake?.();
    await this.#running;
  }

  #keep(events: readonly RecordedEvent[], after: number) {
    const last = this.#fresh.at(-1)?.position;
    const follows = last === undefined || after === last;
    const fits = this.#fresh.length + events.length <= this.limits.waiting;
    if (last === undefined) this.#freshAfter = after;
    this.#fresh = follows && fits ? this.#fresh.concat(events) : [];
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (!this.#stopped && this.#hasMore()) await this.#step();
    // Not in a `finally` of the promise: an offer must never see it busy after its last look.
    this.#busy = false;
  }

  #hasMore(): boolean {
    return this.#fresh.length > 0 || this.position < this.log.head();
  }

  async #step(): Promise<void> {
    try {
      const fresh = this.#takeFresh();
      if (fresh) return await this.#deliver(fresh);
      await this.#deliver(this.log.page(this.position, this.limits.page));
      await yieldToEventLoop();
    } catch {
      await this.#pause();
    }
  }

  #takeFresh(): readonly RecordedEvent[] | undefined {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh.length > 0 && this.#freshAfter === this.position ? fresh : undefined;
  }

  async #deliver(batch: readonly RecordedEvent[]): Promise<void> {
    const end = batch.at(-1)?.position ?? 0;
    while (!this.#stopped && this.position < end) await this.#try(batch, end);
  }

  async #try(batch: readonly RecordedEvent[], end: number): Promise<void> {
    try {
      await this.receive(batch);
      this.position = end;
    } catch {
      await this.#pause();
    }
  }

  async #pause(): Promise<void> {
    if (this.#stopped) return;
    await new Promise<void>((go) => {
      const timer = setTimeout(go, this.limits.pause);
      this.#wake = () => {
        clearTimeout(timer);
        go();
      };
    });
  }
}

/** Everybody who follows a log from some position on. */
export class LogSubscriptions {
  readonly #subscriptions = new Set<LogSubscription>();

  constructor(
    private readonly log: SubscribedLog,
    private readonly limits: Partial<SubscriptionLimits> = {},
  ) {}

  get size(): number {
    return this.#subscriptions.size;
  }

  subscribe(after: number, receive: Receive): Subscription {
    const subscription = new LogSubscription(
      this.log,
      receive,
      { ...usual, ...this.limits },
      after,
    );
    this.#subscriptions.add(subscription);
    queueMicrotask(() => subscription.offer([], 0));
    return {
      stop: () => {
        this.#subscriptions.delete(subscription);
        return subscription.stop();
      },
    };
  }

  /**
   * Hands over what was just committed and the position that it follows; with nothing, lets
   * everybody look for themselves.
   */
  publish(events: readonly RecordedEvent[] = [], after = 0): void {
    for (const subscription of this.#subscriptions) subscription.offer(events, after);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    this.#subscriptions.clear();
  }
}
