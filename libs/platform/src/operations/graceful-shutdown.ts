import type { BeforeApplicationShutdown, OnApplicationShutdown } from '@nestjs/common';
import type { EventStream } from '../reads/event-stream.js';
import type { Readiness } from './health.js';
import type { Log } from './log.js';

interface ShutdownDependencies {
  readonly log: Log;
  readonly config: { readonly grace: number };
}

/**
 * The order of stopping: not ready any more, live updates ended, then Nest lets accepted requests
 * finish. After the grace period open connections are closed, so that the stores can be closed.
 */
export class GracefulShutdown implements BeforeApplicationShutdown, OnApplicationShutdown {
  #patience: NodeJS.Timeout | undefined;
  #cut: () => void = () => undefined;

  constructor(
    private readonly readiness: Readiness,
    private readonly eventStream: EventStream,
    private readonly parts: ShutdownDependencies,
  ) {}

  /** Sets how to close the connections that are still open. */
  cutWith(cut: () => void): void {
    this.#cut = cut;
  }

  beforeApplicationShutdown(signal?: string): void {
    const { log, config } = this.parts;
    log.info('stopping', { signal });
    this.readiness.stop();
    this.eventStream.stop();
    this.#patience = setTimeout(() => this.#cut(), config.grace * 1000).unref();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.#patience);
    this.parts.log.info('stopped');
    this.parts.log.flush();
  }
}
