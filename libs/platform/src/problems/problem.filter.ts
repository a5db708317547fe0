import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answering } from './problem-responder.js';

/** Everything that is thrown on the way to an answer ends here. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(Answering) private readonly answering: Answering) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answering.refuse(
      error,
      http.getRequest<FastifyRequest>(),
      http.getResponse<FastifyReply>(),
    );
  }
}
