import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Resumption, ViewProgress } from '#eventing';
import type { IdempotencyKeys } from '#idempotency';

import { storeResponse, idempotency } from '../idempotency/idempotency.hook.js';
import type { Authenticator } from '../identity/authenticator.js';
import type { Log } from '../operations/log.js';
import type { Metrics } from '../operations/metrics.js';
import { problem } from '../problems/problem.js';
import { admission, type Limits } from './admission.hook.js';
import { ensurePlain, ensureUtf8 } from './content-coding.js';
import type { RequestContext } from './request-context.js';
import { requestValidation } from './validation.hook.js';
import { takeStated } from './stated.hook.js';
import { hookOf, type Hook } from './hook.js';
import { readJson } from './json-body.js';
import { readYourWrites } from './read-your-writes.hook.js';
import { methodsAt } from './allowed-methods.js';
import { refuseDoubled } from './doubled-fields.js';
import { notModified } from './not-modified.hook.js';
import type { RouteRow } from '../routes/route.js';

/** What the steps of the pipeline need. */
export interface HttpPipelineParts {
  readonly authenticator: Authenticator;
  readonly limits: Limits;
  readonly keys: IdempotencyKeys;
  readonly progress: ViewProgress;
  readonly log: Log;
  readonly resumptions: readonly Resumption[];
  readonly metrics: Metrics;
  readonly bodyLimit: number;
  /** Whether the server is stopping. */
  isLeaving(): boolean;
}

type SendHook = (
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: null, payload: unknown) => void,
) => void;

const always = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const rowOf = (options: RouteOptions): RouteRow | undefined =>
  (options.config as { row?: RouteRow } | undefined)?.row;

const listOf = <T>(hooks: T | T[] | undefined): T[] =>
  hooks === undefined ? [] : ([hooks].flat() as T[]);

/** Attaches the steps of each route's row to Fastify, before Nest adds the routes. */
export class HttpPipeline {
  readonly #rows = new Map<string, RouteRow>();

  constructor(private readonly parts: HttpPipelineParts) {}

  /** The rows of all served routes, in the order in which they were added. */
  get rows(): readonly RouteRow[] {
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
    fastify.addHook('onRequest', setDefaultHeaders);
    fastify.addHook('onRequest', hookOf(refuseDoubled));
    fastify.addHook('onRequest', hookOf(this.#methodNotAllowed));
    fastify.addHook('onSend', this.#closeOnShutdown);
    fastify.addHook('onRoute', (options) => this.#attachHooks(options));
  }

  /** A route without a row would have no rules, so it is refused. Preflights serve nothing. */
  #attachHooks(options: RouteOptions) {
    if (options.method === 'OPTIONS') return;
    const row = rowOf(options);
    if (!row)
      throw new Error(`${String(options.method)} ${options.url} has no row in a route table.`);
    if (row.method === options.method) this.#rows.set(`${row.method} ${row.path}`, row);
    for (const [name, hooks] of Object.entries(this.#hooksOf(row)))
      Object.assign(options, { [name]: [...listOf(options[name as 'onSend']), ...hooks] });
  }

  #hooksOf(row: RouteRow) {
    const { log, metrics } = this.parts;
    return {
      onRequest: [hookOf(this.#admission(row)), ...(row.upload ? [unparsed] : [])],
      preHandler: this.#beforeHandler(row),
      onSend: this.#beforeSending(row),
      onResponse: [observeResponse(row, log, metrics)],
    };
  }

  #admission(row: RouteRow) {
    return admission(row, this.parts.authenticator, this.parts.limits);
  }

  /** The path exists, but not for this method (RFC 9110, 15.5.6). */
  readonly #methodNotAllowed = (request: FastifyRequest): void => {
    if (!request.is404) return;
    const methods = methodsAt(this.rows, request.url);
    if (methods.length > 0)
      throw problem('method-not-allowed', { methods }, { allow: methods.join(', ') });
  };

  /** While the server stops, tells clients not to reuse the connection. */
  readonly #closeOnShutdown: SendHook = (_request, reply, payload, done) => {
    if (this.parts.isLeaving()) reply.header('connection', 'close');
    done(null, payload);
  };

  #beforeSending({ method }: RouteRow): readonly unknown[] {
    const { log, keys } = this.parts;
    if (method === 'GET') return [notModified];
    return method === 'POST' ? [storeResponse(keys, (error) => log.fault(error))] : [];
  }

  #beforeHandler(row: RouteRow): Hook[] {
    const { keys, log, metrics, progress, resumptions } = this.parts;
    const steps = [requestValidation(row, (error) => log.bug(error))];
    if (row.method === 'POST') steps.push(idempotency(keys, metrics.replays));
    if (row.method === 'GET' && row.roles !== 'anyone')
      steps.push(readYourWrites(progress, resumptions));
    const stated = takeStated(row);
    if (stated) steps.push(stated);
    return steps.map(hookOf);
  }
}

const setDefaultHeaders: Hook = (request, reply, done) => {
  reply.headers(always).header('x-request-id', request.id);
  done();
};

const observeResponse = (row: RouteRow, log: Log, metrics: Metrics): Hook => {
  const route = metrics.route(row.method, row.path);
  const { logsRequests } = log;
  const isStream = row.answer?.media === 'text/event-stream';
  return (request, reply, done) => {
    if (!isStream) route.seen(reply.statusCode, reply.elapsedTime);
    if (logsRequests) log.request(request, reply, row.path);
    done();
  };
};

/** A file is not parsed, though it is JSON. */
const unparsed: Hook = ({ edge, headers }, _reply, done) => {
  edge.claimed = headers['content-type'];
  if (edge.claimed !== undefined) headers['content-type'] = 'application/octet-stream';
  done();
};

type Parsed = (error: Error | null, body?: unknown) => void;

const jsonParser = (request: FastifyRequest, bytes: Buffer, done: Parsed) => {
  try {
    ensurePlain(request);
    ensureUtf8(request);
    done(null, readJson(bytes));
  } catch (error) {
    done(error as Error);
  }
};

/** A route that takes a file gets it as a stream; all others accept only JSON. */
const fileParser = (request: FastifyRequest, stream: unknown, done: Parsed) => {
  const { row } = (request.edge as RequestContext | undefined) ?? {};
  try {
    ensurePlain(request);
    if (!row?.upload) throw problem('media-type');
    done(null, stream);
  } catch (error) {
    done(error as Error);
  }
};
