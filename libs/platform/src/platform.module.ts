import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, HttpAdapterHost, ModuleRef } from '@nestjs/core';
import { Blobs } from '#blobs';
import {
  CommandDispatcher,
  Commands,
  CrossTenantReader,
  EventStore,
  ViewProgress,
  ViewReader,
} from '#eventing';

import { HttpPipeline } from './pipeline/http-pipeline.js';
import { RateLimiter } from './pipeline/rate-limit.js';
import { Authenticator } from './identity/authenticator.js';
import { audiencesOf } from './contexts/audience.js';
import type { Context } from './contexts/context.js';

import { ExpiredKeyCleanup } from './idempotency/expired-key-cleanup.js';
import { EventStream } from './reads/event-stream.js';
import { MeController } from './identity/me.controller.js';
import { meRoutes } from './identity/me.routes.js';
import { streamTicketRoutes } from './reads/stream-tickets.routes.js';
import { StreamTicketsController } from './reads/stream-tickets.controller.js';
import { CONTEXTS, type Platform, rulebooksOf, SECRET } from './platform.js';
import { GracefulShutdown } from './operations/graceful-shutdown.js';
import { Readiness } from './operations/health.js';
import { docsRoutes } from './openapi/docs.routes.js';
import { Log } from './operations/log.js';
import { operationsRoutes } from './operations/operations.routes.js';
import { problemRoutes } from './problems/problems.routes.js';
import type { RouteRow } from './routes/route.js';
import { Metrics } from './operations/metrics.js';
import { OperationsController } from './operations/operations.controller.js';
import type { PlatformConfig } from './operations/platform-config.js';
import { ProblemResponder } from './problems/problem-responder.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { type Catalogue, catalogueOf } from './problems/problem.js';
import { DocsController, VERSION } from './openapi/docs.controller.js';
import { Cursors } from './reads/cursors.js';
import { HistoryPages } from './reads/history-pages.js';
import { ListQueries } from './reads/list-queries.js';
import { CATALOGUE, ProblemsController } from './problems/problems.controller.js';

const rateLimiter = (limit: number, seconds: number) =>
  limit > 0 ? new RateLimiter(limit, seconds) : undefined;

const limitsOf = ({ rateLimit, rateWindow, failureLimit, openMetrics }: PlatformConfig) => {
  const requests = rateLimiter(rateLimit, rateWindow);
  const failures = rateLimiter(failureLimit, rateWindow);
  return {
    openLocally: openMetrics,
    ...(requests && { requests }),
    ...(failures && { failures }),
  };
};

interface PipelineDependencies {
  readonly authenticator: Authenticator;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
}

const pipelineOf = (
  platform: Platform,
  { authenticator, metrics, readiness }: PipelineDependencies,
) =>
  new HttpPipeline({
    authenticator,
    limits: limitsOf(platform.config),
    keys: platform.idempotencyKeys,
    progress: platform.progress,
    resumptions: platform.resumptions ?? [],
    log: platform.log,
    metrics,
    bodyLimit: platform.config.bodyLimit,
    isLeaving: () => readiness.isStopping,
  });

const measured = ({ progress, store }: Platform, commands: Commands, metrics: Metrics) => {
  metrics.gauge(
    'amends_commands_waiting',
    'Commands in progress or queued.',
    () => commands.gauge.waiting,
  );
  metrics.counted('amends_commands_done', 'Commands carried out.', () => commands.gauge.done);
  metrics.gauge(
    'amends_commands_unseen',
    'Commands answered before the views applied their events.',
    () => commands.gauge.unseen,
  );
  metrics.gauge(
    'amends_views_position',
    'The position up to which the views have applied the log.',
    () => progress.position,
  );
  metrics.gauge('amends_log_position', 'The position of the last event in the log.', async () =>
    store.head(),
  );
};

const dispatcherOf = (contexts: readonly Context[], commands: Commands, modules: ModuleRef) => {
  const deciders = contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider));
  const handlers = new Map(contexts.flatMap((context) => Object.entries(context.handlers)));
  return new CommandDispatcher(commands, deciders, (type) => {
    const handler = handlers.get(type);
    return handler && modules.get(handler, { strict: false });
  });
};

/** What contexts inject besides the parts of the platform, and the parts that ask every context. */
const contextProviders = (platform: Platform, commands: Commands): Provider[] => [
  { provide: CONTEXTS, useValue: platform.contexts },
  { provide: SECRET, useValue: platform.secret },
  {
    provide: CommandDispatcher,
    inject: [ModuleRef],
    useFactory: (modules: ModuleRef) => dispatcherOf(platform.contexts, commands, modules),
  },
  ...platform.adapters,
];

const responderOf = (
  { log, progress, contexts }: Platform,
  commands: Commands,
  metrics: Metrics,
) => {
  const behind = () => (commands.isAhead ? progress.position : undefined);
  const rows = contexts.flatMap(({ routes }) => routes);
  return new ProblemResponder(log, metrics, behind, rows);
};

const pageProviders = ({ secret, views, pageCache }: Platform): Provider[] => {
  const cursors = new Cursors(secret);
  return [
    { provide: ListQueries, useValue: new ListQueries(views, cursors, pageCache) },
    { provide: HistoryPages, useValue: new HistoryPages(cursors) },
  ];
};

/** The ports of the app, and the parts of the platform that need nothing else. */
const portProviders = (platform: Platform): Provider[] => [
  { provide: EventStore, useValue: platform.store },
  { provide: ViewReader, useValue: platform.views },
  { provide: CrossTenantReader, useValue: platform.views },
  { provide: ViewProgress, useValue: platform.progress },
  { provide: Blobs, useValue: platform.blobs },
  { provide: Log, useValue: platform.log },
  { provide: VERSION, useValue: platform.version ?? '0.0.0' },
  {
    provide: ExpiredKeyCleanup,
    useValue: new ExpiredKeyCleanup(platform.idempotencyKeys, platform.log),
  },
  ...pageProviders(platform),
];

/** What the platform builds from an app's parts, once: Nest and Fastify both need them. */
interface PlatformParts {
  readonly responder: ProblemResponder;
  readonly pipeline: HttpPipeline;
  /** Every problem of the app. */
  readonly catalogue: Catalogue;
  readonly providers: readonly Provider[];
}

export const platformParts = (platform: Platform): PlatformParts => {
  const metrics = new Metrics();
  const commands = new Commands(platform.store, platform.progress);
  measured(platform, commands, metrics);
  const authenticator = new Authenticator(platform.identity.tokens, platform.apiKeys);
  const eventStream = new EventStream(
    { ...platform, authenticator, audiences: audiencesOf(platform.contexts) },
    { listeners: platform.config.liveClients },
  );
  metrics.gauge(
    'amends_live_listeners',
    'Open connections for live updates.',
    () => eventStream.size,
  );
  const readiness = new Readiness(platform.checks);
  const catalogue = catalogueOf(rulebooksOf(platform));
  const responder = responderOf(platform, commands, metrics);
  const pipeline = pipelineOf(platform, { authenticator, metrics, readiness });
  const providers: Provider[] = [
    ...portProviders(platform),
    ...contextProviders(platform, commands),
    { provide: CATALOGUE, useValue: catalogue },
    { provide: Commands, useValue: commands },
    { provide: Metrics, useValue: metrics },
    { provide: Readiness, useValue: readiness },
    {
      provide: GracefulShutdown,
      inject: [HttpAdapterHost],
      useFactory: (host: HttpAdapterHost) =>
        new GracefulShutdown(readiness, eventStream, { ...platform, host }),
    },
    { provide: EventStream, useValue: eventStream },
    { provide: Authenticator, useValue: authenticator },
    { provide: HttpPipeline, useValue: pipeline },
    { provide: APP_FILTER, useValue: new ProblemFilter(responder) },
  ];
  return { responder, pipeline, catalogue, providers };
};

/** The routes of the platform itself. */
export const platformRoutes: readonly RouteRow[] = [
  operationsRoutes,
  problemRoutes,
  docsRoutes,
  streamTicketRoutes,
  meRoutes,
].flatMap((rows) => Object.values<RouteRow>(rows));

/** What the controllers of every context inject, and the routes of the platform itself. */
@Global()
@Module({})
export class PlatformModule {}

export const platformModule = (providers: readonly Provider[]): DynamicModule => ({
  module: PlatformModule,
  global: true,
  controllers: [
    OperationsController,
    ProblemsController,
    DocsController,
    StreamTicketsController,
    MeController,
  ],
  providers: [...providers],
  exports: providers
    .map((provider) => (provider as { provide: symbol }).provide)
    .filter((token) => String(token) !== APP_FILTER),
});
