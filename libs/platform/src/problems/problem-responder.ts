import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../operations/log.js';
import type { Metrics } from '../operations/metrics.js';
import type { RefusedAs, RouteRow } from '../routes/route.js';
import { type Language, languageOf } from './language.js';
import { expected } from './problem-of.js';
import { problem, type Problem } from './problem.js';
import { rendered } from './rendering.js';

/**
 * Closes the connection after the answer: the unread rest of a body would be taken for the next
 * request.
 */
const hangingUp = ({ raw }: FastifyRequest) =>
  raw.destroyed && !raw.complete ? { connection: 'close' } : {};

/** Keeps the fields set before, so that a cache does not reuse an answer for another origin. */
const varying = (before: unknown): string =>
  ['Accept-Language', ...(before === undefined ? [] : [String(before)])].join(', ');

const placeOf = (url: string): string => url.split(/[/?]/u, 2)[1] ?? '';

/** Whether a route's form of refusals applies to an address near it that serves nothing. */
const isBeside = ({ path }: RouteRow, { url }: FastifyRequest): boolean =>
  placeOf(path) === placeOf(url);

/**
 * Answers every error as a problem. Only this class answers with a status other than 2xx and 304.
 */
export class ProblemResponder {
  constructor(
    private readonly log: Log,
    private readonly metrics: Metrics,
    /**
     * The position of the views when a command was answered that they do not show yet; else
     * undefined.
     */
    private readonly behind: () => number | undefined,
    private readonly rows: readonly RouteRow[] = [],
  ) {}

  refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const found = this.#current(expected(error) ?? this.#bug(error, request), request);
    if (found.cause !== undefined)
      this.log.warn(found.message, { err: found.cause, request: request.id });
    if (reply.raw.headersSent || reply.sent) return void reply.raw.destroy();
    this.#send(found, request, reply);
  }

  /** While the views are behind, answers 503 instead of 404: the resource may exist in the log. */
  #current(found: Problem, { edge }: FastifyRequest): Problem {
    const { row } = (edge as FastifyRequest['edge'] | undefined) ?? {};
    const isRead = row?.method === 'GET' && row.roles !== 'anyone';
    const position = isRead && found.type.status === 404 ? this.behind() : undefined;
    if (position === undefined) return found;
    return problem('position-not-reached', { position }, { 'retry-after': '1' });
  }

  #bug(error: unknown, { id }: FastifyRequest): Problem {
    this.log.bug(error, { request: id });
    this.metrics.bugs.inc();
    return problem('internal');
  }

  #inForm(found: Problem, request: FastifyRequest, language: Language): RefusedAs {
    const body = rendered(found, String(request.id ?? randomUUID()), language);
    const usual = { status: found.type.status, media: 'application/problem+json', body };
    const edge = request.edge as FastifyRequest['edge'] | undefined;
    const row = edge?.row ?? this.rows.find((each) => each.refused && isBeside(each, request));
    return row?.refused?.of(usual) ?? usual;
  }

  #send(found: Problem, request: FastifyRequest, reply: FastifyReply) {
    const language = languageOf(request.headers['accept-language']);
    const { status, media, body } = this.#inForm(found, request, language);
    reply
      .code(status)
      .headers({
        ...found.headers,
        'content-type': `${media}; charset=utf-8`,
        'content-language': language,
        'cache-control': 'no-store',
        vary: varying(reply.getHeader('vary')),
        ...hangingUp(request),
      })
      .send(JSON.stringify(body));
  }
}
