import { yieldToEventLoop } from '#eventing';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Log } from '../operations/log.js';
import type { IdempotencyKeys } from '#idempotency';

const EVERY = 60_000;
const AT_ONCE = 500;

/** Deletes keys that are a day old, a few at a time, so that no request waits for it. */
export class ExpiredKeyCleanup implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly log: Log,
    private readonly now: () => number = Date.now,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.sweep().catch((error: unknown) => this.log.bug(error));
    }, EVERY).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** Deletes until no old key is left; requests run in between. */
  async sweep(): Promise<void> {
    while ((await this.keys.sweep(this.now(), AT_ONCE)) === AT_ONCE) await yieldToEventLoop();
  }
}
