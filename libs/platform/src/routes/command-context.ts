import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type CommandContext, type Moment, newCommandId } from '#eventing';

import { field } from '../pipeline/request-context.js';
import { problem } from '../problems/problem.js';
import type { Principal, Stated } from './route.js';

/** An auditor only reads, and sends no commands. */
const actorOf = ({ role, id }: Principal): CommandContext['by'] => {
  if (role === 'auditor') throw problem('role-forbidden');
  return { kind: role, id };
};

const envelopeOf = ({ occurredAt, onBehalfOf }: Stated, now: number): Stated => {
  if (occurredAt !== undefined && Date.parse(occurredAt) > now) throw problem('occurred-in-future');
  return {
    ...(occurredAt !== undefined && { occurredAt }),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
  };
};

/** The id of a request's command: the same for a repetition under one Idempotency-Key. */
export const commandIdIn = ({ edge }: FastifyRequest): string =>
  (edge.commandId ??= newCommandId(edge.now));

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who reads, and when: what a use case knows about a request that changes nothing. */
export interface ReadContext {
  readonly principal: Principal;
  /** When the request arrived, ISO 8601 in UTC with milliseconds. */
  readonly at: Moment;
  readonly correlation: string;
}

const correlationIn = ({ headers, id }: FastifyRequest): string =>
  field(headers, 'x-correlation-id')?.match(uuid)?.[0] ?? id;

const momentOf = ({ edge }: FastifyRequest): Moment => new Date(edge.now).toISOString();

/** Who, when and on which version: what comes with every command. */
export const commandContextOf = (request: FastifyRequest): CommandContext => {
  const { edge } = request;
  return {
    id: commandIdIn(request),
    tenant: edge.principal!.tenant,
    by: actorOf(edge.principal!),
    at: momentOf(request),
    correlation: correlationIn(request),
    ...envelopeOf(edge.stated ?? {}, edge.now),
    ...(edge.basedOn !== undefined && { basedOn: edge.basedOn }),
    ...(edge.repeated && { repeated: true }),
  };
};

const requestIn = (context: ExecutionContext) =>
  context.switchToHttp().getRequest<FastifyRequest>();

/** The context of a request's command. */
export const IssuedBy = createParamDecorator(
  (_: unknown, context: ExecutionContext): CommandContext => commandContextOf(requestIn(context)),
);

/** Who reads, and when, by a request. */
export const readContextOf = (request: FastifyRequest): ReadContext => ({
  principal: request.edge.principal!,
  at: momentOf(request),
  correlation: correlationIn(request),
});

/** Who reads, and when. */
export const ReadBy = createParamDecorator((_: unknown, context: ExecutionContext): ReadContext =>
  readContextOf(requestIn(context)),
);

/** When the request arrived (with an Idempotency-Key: when it was first seen). */
export const Now = createParamDecorator((_: unknown, context: ExecutionContext): Moment =>
  momentOf(requestIn(context)),
);
