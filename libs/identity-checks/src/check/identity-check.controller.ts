import { lookUp } from '#eventing';
import { timingSafeEqual } from 'node:crypto';
import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  answerReceipt,
  Route,
  etagOf,
  field,
  commandContextOf,
  languageOf,
  subscriberOf,
} from '#platform';
import { recordRules } from '#records';

import { AnswerCheck, ObjectToChange, StartCheck } from './check.requests.js';
import { checkRoutes } from './check.routes.js';
import type { CheckAnswer } from './check-answer.representation.js';
import { IdentityChecks } from './identity-checks.handler.js';
import { codeDigest } from './factor-comparison.handler.js';
import { CHECKING, type Checking } from './check.tokens.js';
import type { Try } from '../attempts/attempt-limiter.handler.js';

/** Somebody else's record is answered like one that does not exist. */
const tryOf = (request: FastifyRequest): Try => {
  const { id: customer } = request.params as { readonly id: string };
  const context = commandContextOf(request);
  recordRules(context.by.kind !== 'customer' || context.by.id === customer, 'not-found');
  return { context, customer, address: subscriberOf(request.ip) };
};

const shown = (
  request: FastifyRequest,
  reply: FastifyReply,
  { position, ways, ...answer }: CheckAnswer,
) => {
  const language = languageOf(field(request.headers, 'accept-language'));
  reply.headers({ etag: etagOf(answer.version), vary: 'Accept-Language' });
  if (position > 0) reply.header('amends-position', position);
  return { ...answer, ways: ways.map((way) => ({ ...way, says: way.says[language] })) };
};

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Identity checks, and objections to the changes that follow from them. */
@Controller()
export class IdentityCheckController {
  constructor(
    private readonly identityChecks: IdentityChecks,
    @Inject(CHECKING) private readonly parts: Checking,
  ) {}

  @Route(checkRoutes.start)
  async start(
    @Body() starting: StartCheck,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const attempt = tryOf(request);
    const answer = await this.identityChecks.start(attempt, starting);
    reply.header('location', `/v1/customers/${attempt.customer}/checks/${answer.id}`);
    return shown(request, reply, answer);
  }

  @Route(checkRoutes.answer)
  async answer(
    @Param('check') check: string,
    @Body() { answers }: AnswerCheck,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const attempt = tryOf(request);
    return shown(request, reply, await this.identityChecks.answer(attempt, check, answers));
  }

  @Route(checkRoutes.read)
  async read(
    @Param('check') check: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return shown(request, reply, await this.identityChecks.read(tryOf(request), check));
  }

  @Route(checkRoutes.object)
  async object(
    @Param('change') change: string,
    @Body() { code = '' }: ObjectToChange,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const { context, customer } = tryOf(request);
    const proven = await this.#holds(context.tenant, customer, { change, code });
    const data = { customer, change, proven };
    const command = { ...context, type: 'ObjectToChange', data } as const;
    answerReceipt(reply, await this.parts.commands.send(this.parts.changes, customer, command));
  }

  /** Whether the code is the one that was sent to the old route. */
  async #holds(
    tenant: string,
    customer: string,
    { change, code }: { readonly change: string; readonly code: string },
  ): Promise<boolean> {
    const changes = await this.identityChecks.changesOf(tenant, customer);
    return isSame(
      codeDigest(this.parts.secret, change, code),
      lookUp(changes, change)?.digest ?? '',
    );
  }
}
