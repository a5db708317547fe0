import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Answers } from '../routes/serves.decorator.js';
import { problem } from '../problems/problem.js';
import { Readiness, type Health } from './health.js';
import { Meter } from './metrics.js';
import { operationsRoutes } from './operations.routes.js';

@Controller()
export class OperationsController {
  constructor(
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(Meter) private readonly meter: Meter,
  ) {}

  @Answers(operationsRoutes.live)
  live(): Health {
    return { ok: true };
  }

  @Answers(operationsRoutes.ready)
  async ready(): Promise<Health> {
    const report = await this.readiness.report();
    if (!report.ok) throw problem('not-ready', report, { 'retry-after': '1' });
    return report;
  }

  @Answers(operationsRoutes.metrics)
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.type(this.meter.registry.contentType);
    return this.meter.registry.metrics();
  }
}
