import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Asker } from './route.js';

/** Who is asking. Present on every route that is not for anyone. */
export const AskedBy = createParamDecorator(
  (_: unknown, context: ExecutionContext): Asker =>
    context.switchToHttp().getRequest<FastifyRequest>().edge.asker!,
);
