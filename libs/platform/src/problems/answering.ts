import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../operations/log.js';
import type { Meter } from '../operations/meter.js';
import { languageOf } from './language.js';
import { expected } from './problem-of.js';
import { problem, type Problem } from './problem.js';
import { rendered } from './rendering.js';

/** Puts whatever was thrown into an answer. Nothing else answers with anything but 2xx and 304. */
export class Answering {
  constructor(
    private readonly log: Log,
    private readonly meter: Meter,
  ) {}

  refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const found = expected(error) ?? this.#bug(error, request);
    if (found.cause !== undefined)
      this.log.warn(found.message, { err: found.cause, request: request.id });
    if (reply.raw.headersSent || reply.sent) return void reply.raw.destroy();
    this.#send(found, request, reply);
  }

  #bug(error: unknown, { id }: FastifyRequest): Problem {
    this.log.bug(error, { request: id });
    this.meter.bugs.inc();
    return problem('internal');
  }

  #send(found: Problem, request: FastifyRequest, reply: FastifyReply) {
    const language = languageOf(request.headers['accept-language']);
    const body = rendered(found, String(request.id ?? randomUUID()), language);
    reply
      .code(found.type.status)
      .headers({
        ...found.headers,
        'content-type': 'application/problem+json; charset=utf-8',
        'content-language': language,
        'cache-control': 'no-store',
        vary: 'Accept-Language',
      })
      .send(JSON.stringify(body));
  }
}
