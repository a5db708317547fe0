import { timingSafeEqual } from 'node:crypto';
import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  answerReceipt,
  Answers,
  etagOf,
  field,
  issuedBy,
  languageOf,
  subscriberOf,
  type Valid,
} from '#platform';
import { recordRules } from '#records';

import { checkRoutes } from './check.routes.js';
import { type CheckAnswer, Checks } from './checks.handler.js';
import { codeDigest } from './comparison.handler.js';
import { CHECKING, type Checking } from './check.tokens.js';
import type { Try } from '../attempts/throttle.handler.js';

type Spoken = { readonly onBehalfOf?: string };

/** Somebody else's record is answered like one that does not exist. */
const tryOf = (request: FastifyRequest, { onBehalfOf }: Spoken = {}): Try => {
  const { id: customer } = request.params as { readonly id: string };
  const issued = issuedBy(request, { ...(onBehalfOf !== undefined && { onBehalfOf }) });
  recordRules(issued.by.kind !== 'customer' || issued.by.id === customer, 'not-found');
  return { issued, customer, address: subscriberOf(request.ip) };
};

const shown = (
  request: FastifyRequest,
  reply: FastifyReply,
  { position, ways, ...answer }: CheckAnswer,
) => {
  const language = languageOf(field(request.headers, 'accept-language'));
  reply.headers({ etag: etagOf(answer.version), vary: 'Accept-Language' });
  if (position > 0) reply.header('amends-position', position);
  return { ...answer, ways: ways.map(({ way, says }) => ({ way, says: says[language] })) };
};

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Identity checks, and objections to what follows from them. */
@Controller()
export class CheckController {
  constructor(
    @Inject(Checks) private readonly checks: Checks,
    @Inject(CHECKING) private readonly parts: Checking,
  ) {}

  @Answers(checkRoutes.start)
  async start(
    @Body() { onBehalfOf, ...starting }: Valid<typeof checkRoutes.start.body>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const attempt = tryOf(request, onBehalfOf === undefined ? {} : { onBehalfOf });
    const answer = await this.checks.start(attempt, starting);
    reply.header('location', `/v1/customers/${attempt.customer}/checks/${answer.id}`);
    return shown(request, reply, answer);
  }

  @Answers(checkRoutes.answer)
  async answer(
    @Param('check') check: string,
    @Body() { answers, onBehalfOf }: Valid<typeof checkRoutes.answer.body>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const attempt = tryOf(request, onBehalfOf === undefined ? {} : { onBehalfOf });
    return shown(request, reply, await this.checks.answer(attempt, check, answers));
  }

  @Answers(checkRoutes.read)
  async read(
    @Param('check') check: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return shown(request, reply, await this.checks.read(tryOf(request), check));
  }

  @Answers(checkRoutes.object)
  async object(
    @Param('change') change: string,
    @Body() { code, onBehalfOf }: Valid<typeof checkRoutes.object.body>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const { issued, customer } = tryOf(request, onBehalfOf === undefined ? {} : { onBehalfOf });
    const proven = await this.#holds(issued.tenant, customer, { change, code: code ?? '' });
    const data = { customer, change, proven };
    const command = { ...issued, type: 'ObjectToChange', data } as const;
    answerReceipt(reply, await this.parts.commands.send(this.parts.changes, customer, command));
  }

  /** Whether the code is the one that the old route was given. */
  async #holds(
    tenant: string,
    customer: string,
    { change, code }: { readonly change: string; readonly code: string },
  ): Promise<boolean> {
    const changes = await this.checks.changesOf(tenant, customer);
    return isSame(codeDigest(this.parts.secret, change, code), changes[change]?.digest ?? '');
  }
}
