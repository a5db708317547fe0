import { lookUp } from '#eventing';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkContexts, checkProblems, checkRoutes } from './contexts/check-contexts.js';
import type { Context } from './contexts/context.js';
import { nestLog } from './operations/log.js';
import type { PlatformConfig } from './operations/platform-config.js';
import type { TrustedProxies } from './operations/settings.js';
import type { Platform } from './platform.js';
import { platformModule, platformParts, platformRoutes } from './platform.module.js';
import type { ProblemResponder } from './problems/problem-responder.js';
import { problem } from './problems/problem.js';
import { rendered } from './problems/rendering.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const requestIdOf = ({ headers }: IncomingMessage): string => {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && uuid.test(sent) ? sent : randomUUID();
};

const clientFaults: Readonly<Record<string, Parameters<typeof problem>[0]>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** Bytes that are not HTTP never become a request, so the answer goes to the bare socket. */
const answerGarbage = (error: Error & { code?: string }, socket: Socket) => {
  if (!socket.writable || error.code === 'ECONNRESET') return socket.destroy();
  const found = problem(lookUp(clientFaults, error.code ?? '') ?? 'request-malformed');
  const body = JSON.stringify(rendered(found, randomUUID(), 'en'));
  return socket.end(
    `HTTP/1.1 ${found.type.status} Refused\r\nConnection: close\r\n` +
      `Content-Type: application/problem+json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
};

/** Fastify trusts no number of proxies, because a caller that bypasses them can send any header. */
const trusting = (trusted: TrustedProxies) =>
  typeof trusted === 'number' ? (_: string, hop: number) => hop < trusted : [...trusted];

const adapterOf = ({ trustProxy, bodyLimit }: PlatformConfig, responder: ProblemResponder) =>
  new FastifyAdapter({
    skipMiddie: true,
    bodyLimit,
    ...(trustProxy !== 0 && { trustProxy: trusting(trustProxy) }),
    genReqId: requestIdOf,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 60_000,
    // Requests on connections that are already open are finished; Fastify's own 503 is no problem+json.
    return503OnClosing: false,
    clientErrorHandler: answerGarbage,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      responder.refuse(error, request, reply),
  } as never);

@Module({})
class App {}

/** The header fields that a browser may let a page read. */
const exposed = [
  'ETag',
  'Link',
  'Location',
  'Amends-Position',
  'Idempotency-Replayed',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'X-Request-Id',
  'Content-Language',
  'Content-Disposition',
];

/** Two hours: browsers keep the answer to a preflight no longer. */
const PREFLIGHT_LASTS = 7200;

const corsFor = (origins: readonly string[]) => ({
  origin: [...origins],
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposedHeaders: exposed,
  maxAge: PREFLIGHT_LASTS,
});

/** Serves routes: a context, or another part of an app. */
export type ServedPart = Pick<Context, 'routes' | 'module'>;

/**
 * The application: the platform, the contexts, and the parts that an app adds. It does not listen yet.
 * `close()` lets requests finish and ends live streams; the app closes the stores that it opened.
 */
export const httpApp = async (
  platform: Platform,
  parts: readonly ServedPart[] = [],
): Promise<NestFastifyApplication> => {
  checkContexts(platform.contexts);
  const { responder, pipeline, catalogue, providers } = platformParts(platform);
  const served = [...platform.contexts, ...parts];
  const declared = [...platformRoutes, ...served.flatMap(({ routes }) => routes)];
  checkProblems(declared, catalogue);
  const adapter = adapterOf(platform.config, responder);
  const fastify = adapter.getInstance() as FastifyInstance;
  fastify.addHook('onReady', async () => checkRoutes(declared, pipeline.rows));
  pipeline.install(fastify);
  const modules = served.map((part) => part.module);
  const root = { module: App, imports: [platformModule(providers), ...modules] };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bodyParser: false,
    logger: nestLog(platform.log),
    abortOnError: false,
  });
  const { origins } = platform.config;
  if (origins.length > 0) app.enableCors(corsFor(origins));
  return app;
};
