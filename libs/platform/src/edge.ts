import type { FastifyInstance, RouteOptions } from 'fastify';
import type { Projector } from '#eventing';
import type { IdempotencyKeys } from './idempotency/idempotency-keys.port.js';
import { keep, once } from './idempotency/once.js';
import type { Bearers } from './identity/bearers.js';
import type { Log } from './operations/log.js';
import type { Meter } from './operations/meter.js';
import { problem } from './problems/problem.js';
import { arrival, type Limits } from './requests/arrival.js';
import { examination } from './requests/examination.js';
import { hookOf, type Hook } from './requests/hook.js';
import { readJson } from './requests/json-body.js';
import { atPosition } from './requests/position.js';
import { unchanged } from './requests/unchanged.js';
import type { Route } from './route.js';

/** What stands at the door. */
export interface EdgeParts {
  readonly bearers: Bearers;
  readonly limits: Limits;
  readonly keys: IdempotencyKeys;
  readonly projector: Projector;
  readonly log: Log;
  readonly meter: Meter;
  readonly bodyLimit: number;
}

const always = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const rowOf = (options: RouteOptions): Route | undefined =>
  (options.config as { row?: Route } | undefined)?.row;

const listOf = <T>(hooks: T | T[] | undefined): T[] =>
  hooks === undefined ? [] : ([hooks].flat() as T[]);

/** Puts the rows of the route tables into effect on Fastify, before Nest adds its routes. */
export class Edge {
  readonly #rows = new Map<string, Route>();

  constructor(private readonly parts: EdgeParts) {}

  /** Every row that is served, in the order in which they were added. */
  get rows(): readonly Route[] {
    return [...this.#rows.values()];
  }

  install(fastify: FastifyInstance): void {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser(
      ['application/json', 'application/scim+json'],
      { parseAs: 'buffer', bodyLimit: this.parts.bodyLimit },
      jsonParser,
    );
    fastify.addContentTypeParser('*', fileParser);
    fastify.addHook('onRequest', greet);
    fastify.addHook('onRoute', (options) => this.#furnish(options));
  }

  /** A route without a row has no rules, so there is no such route; preflights serve nothing. */
  #furnish(options: RouteOptions) {
    if (options.method === 'OPTIONS') return;
    const row = rowOf(options);
    if (!row)
      throw new Error(`${String(options.method)} ${options.url} has no row in a route table.`);
    if (row.method === options.method) this.#rows.set(`${row.method} ${row.path}`, row);
    const { log, meter, keys } = this.parts;
    options.onRequest = [...listOf(options.onRequest), hookOf(this.#arrival(row))] as never;
    options.preHandler = [...listOf(options.preHandler), ...this.#beforeHandler(row)] as never;
    if (row.method === 'GET') options.onSend = unchanged as never;
    if (row.method === 'POST') options.onSend = keep(keys, (error) => log.bug(error)) as never;
    options.onResponse = farewell(row, log, meter);
  }

  #arrival(row: Route) {
    return arrival(row, this.parts.bearers, this.parts.limits);
  }

  #beforeHandler(row: Route): Hook[] {
    const { keys, meter, projector } = this.parts;
    const steps = [examination(row)];
    if (row.method === 'POST') steps.push(once(keys, meter.replays));
    if (row.method === 'GET' && row.roles !== 'anyone') steps.push(atPosition(projector));
    return steps.map(hookOf);
  }
}

const greet: Hook = (request, reply, done) => {
  reply.headers(always).header('x-request-id', request.id);
  done();
};

const farewell = (row: Route, log: Log, meter: Meter): Hook => {
  const route = meter.route(row.method, row.path);
  const { logsRequests } = log;
  const isStream = row.answer?.media === 'text/event-stream';
  return (request, reply, done) => {
    if (!isStream) route.seen(reply.statusCode, reply.elapsedTime);
    if (logsRequests) log.request(request, reply, row.path);
    done();
  };
};

type Parsed = (error: Error | null, body?: unknown) => void;

const jsonParser = (_request: unknown, bytes: Buffer, done: Parsed) => {
  try {
    done(null, readJson(bytes));
  } catch (error) {
    done(error as Error);
  }
};

/** A file goes to its route as a stream; everywhere else only JSON is understood. */
const fileParser = (
  { edge }: { readonly edge: { readonly row: Route } | undefined },
  stream: unknown,
  done: Parsed,
) => (edge?.row.upload ? done(null, stream) : done(problem('media-type')));
