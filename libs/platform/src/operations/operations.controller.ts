import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Route } from '../routes/route.decorator.js';
import { problem } from '../problems/problem.js';
import { Readiness, type Health } from './health.js';
import { Metrics } from './metrics.js';
import { operationsRoutes } from './operations.routes.js';

@Controller()
export class OperationsController {
  constructor(
    private readonly readiness: Readiness,
    private readonly measurements: Metrics,
  ) {}

  @Route(operationsRoutes.live)
  live(): Health {
    return { ok: true };
  }

  @Route(operationsRoutes.ready)
  async ready(): Promise<Health> {
    const report = await this.readiness.report();
    if (!report.ok) throw problem('not-ready', report, { 'retry-after': '1' });
    return report;
  }

  @Route(operationsRoutes.metrics)
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.type(this.measurements.registry.contentType);
    return this.measurements.registry.metrics();
  }
}
