import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { Blobs } from '#blobs';
import { EventStore, Projector, ViewStore, type Rulebook, type Rules, Commands } from '#eventing';
import type { IdempotencyKeys } from '#idempotency';

import { Edge } from './pipeline/pipeline.js';
import { Allowance } from './pipeline/rate-limit.js';
import type { ApiKeys } from './identity/api-keys.port.js';
import { Bearers } from './identity/authenticator.js';
import type { Identity } from './identity/identity.js';

import { Sweeping } from './idempotency/idempotency-cleanup.js';
import { Live } from './reads/event-stream.js';
import { Farewell } from './operations/graceful-shutdown.js';
import { Readiness, type HealthCheck } from './operations/health.js';
import { Log } from './operations/log.js';
import { Meter } from './operations/metrics.js';
import { OperationsController } from './operations/operations.controller.js';
import type { PlatformConfig } from './operations/platform-config.js';
import { Answering } from './problems/problem-responder.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { catalogueOf } from './problems/problem.js';
import { DocsController, VERSION } from './openapi/docs.controller.js';
import { Cursors } from './reads/cursors.js';
import { Lists } from './reads/lists.js';
import type { RememberedPages } from './reads/page-cache.js';
import { CATALOGUE, ProblemsController } from './problems/problems.controller.js';

/** All that an app gives to the edge: its configuration, its ports, its contexts' rulebooks. */
export interface Platform {
  readonly config: PlatformConfig;
  readonly identity: Identity;
  readonly apiKeys: ApiKeys;
  readonly store: EventStore;
  readonly views: ViewStore;
  readonly projector: Projector;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly rulebooks: readonly Rulebook<Rules>[];
  readonly checks: readonly HealthCheck[];
  readonly log: Log;
  /** Of the application, for its OpenAPI document. */
  readonly version?: string;
  readonly blobs: Blobs;
  readonly pages: RememberedPages;
  /** Seals cursors; see `keptSecret`. */
  readonly secret: Uint8Array;
}

const allowance = (limit: number, seconds: number) =>
  limit > 0 ? new Allowance(limit, seconds) : undefined;

const limitsOf = ({ rateLimit, rateWindow, failureLimit }: PlatformConfig) => {
  const requests = allowance(rateLimit, rateWindow);
  const failures = allowance(failureLimit, rateWindow);
  return { ...(requests && { requests }), ...(failures && { failures }) };
};

interface Standing {
  readonly bearers: Bearers;
  readonly meter: Meter;
  readonly readiness: Readiness;
}

const edgeOf = (platform: Platform, { bearers, meter, readiness }: Standing) =>
  new Edge({
    bearers,
    limits: limitsOf(platform.config),
    keys: platform.idempotencyKeys,
    projector: platform.projector,
    log: platform.log,
    meter,
    bodyLimit: platform.config.bodyLimit,
    isLeaving: () => readiness.isStopping,
  });

const measured = ({ projector, store }: Platform, commands: Commands, meter: Meter) => {
  meter.gauge('amends_commands_waiting', 'Commands on their way.', () => commands.gauge.waiting);
  meter.counted('amends_commands_done', 'Commands carried out.', () => commands.gauge.done);
  meter.gauge(
    'amends_commands_unseen',
    'Answered before the views had them.',
    () => commands.gauge.unseen,
  );
  meter.gauge('amends_views_position', 'How far the views are.', () => projector.position);
  meter.gauge('amends_log_position', 'How far the log is.', async () => store.head());
};

const providersOf = (platform: Platform): Provider[] => {
  const meter = new Meter();
  const commands = new Commands(platform.store, platform.projector);
  measured(platform, commands, meter);
  const bearers = new Bearers(platform.identity.tokens, platform.apiKeys);
  const live = new Live({ ...platform, bearers }, { listeners: platform.config.liveClients });
  meter.gauge('amends_live_listeners', 'Who listens to live updates.', () => live.size);
  const readiness = new Readiness(platform.checks);
  const answering = new Answering(platform.log, meter);
  return [
    { provide: EventStore, useValue: platform.store },
    { provide: ViewStore, useValue: platform.views },
    { provide: Projector, useValue: platform.projector },
    { provide: Commands, useValue: commands },
    { provide: Meter, useValue: meter },
    { provide: Log, useValue: platform.log },
    { provide: Readiness, useValue: readiness },
    { provide: Sweeping, useValue: new Sweeping(platform.idempotencyKeys, platform.log) },
    { provide: Farewell, useValue: new Farewell(readiness, live, platform) },
    { provide: VERSION, useValue: platform.version ?? '0.0.0' },
    { provide: CATALOGUE, useValue: catalogueOf(platform.rulebooks) },
    { provide: Live, useValue: live },
    { provide: Blobs, useValue: platform.blobs },
    {
      provide: Lists,
      useValue: new Lists(platform.views, new Cursors(platform.secret), platform.pages),
    },
    { provide: Edge, useValue: edgeOf(platform, { bearers, meter, readiness }) },
    { provide: Answering, useValue: answering },
    { provide: APP_FILTER, useValue: new ProblemFilter(answering) },
  ];
};

/** What every context's controllers ask for, and the routes of the edge itself. */
@Global()
@Module({})
export class PlatformModule {}

export const platformModule = (platform: Platform): DynamicModule => {
  const providers = providersOf(platform);
  return {
    module: PlatformModule,
    global: true,
    controllers: [OperationsController, ProblemsController, DocsController],
    providers,
    exports: providers
      .map((provider) => (provider as { provide: symbol }).provide)
      .filter((token) => String(token) !== APP_FILTER),
  };
};
