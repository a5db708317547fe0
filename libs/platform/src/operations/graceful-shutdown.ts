import type { BeforeApplicationShutdown, OnApplicationShutdown } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import type { EventStream } from '../reads/event-stream.js';
import type { Readiness } from './health.js';
import type { Log } from './log.js';

interface ShutdownDependencies {
  readonly log: Log;
  readonly config: { readonly grace: number };
  readonly host: HttpAdapterHost;
}

/**
 * Stops in order: reports that it is not ready, ends live updates, then Nest lets accepted requests
 * finish. After the grace period it closes open connections, so that the app can close the stores.
 */
export class GracefulShutdown implements BeforeApplicationShutdown, OnApplicationShutdown {
  #patience: NodeJS.Timeout | undefined;

  constructor(
    private readonly readiness: Readiness,
    private readonly eventStream: EventStream,
    private readonly parts: ShutdownDependencies,
  ) {}

  beforeApplicationShutdown(signal?: string): void {
    const { log, config, host } = this.parts;
    log.info('stopping', { signal });
    this.readiness.stop();
    this.eventStream.stop();
    this.#patience = setTimeout(() => {
      host.httpAdapter.getHttpServer().closeAllConnections();
    }, config.grace * 1000).unref();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.#patience);
    this.parts.log.info('stopped');
    this.parts.log.flush();
  }
}
