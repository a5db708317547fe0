import { Controller, Param, Query } from '@nestjs/common';
import { streamOf } from '#eventing';
import { problem, ReadBy, type ReadContext, Route } from '#platform';
import { AccessLog } from '#records';

import { AuditedLog } from '../audited-log.port.js';
import { Bundles, customersIn } from './bundle.handler.js';
import type { Bundle } from './bundle.representation.js';
import type { ReadBundle } from './bundle.requests.js';
import { bundleRoutes } from './bundle.routes.js';

/** A ticket's proof in one file, or the proof that there is no such ticket. */
@Controller()
export class BundleController {
  constructor(
    private readonly bundles: Bundles,
    private readonly log: AuditedLog,
    private readonly accessLog: AccessLog,
  ) {}

  @Route(bundleRoutes.read)
  async read(
    @ReadBy() reader: ReadContext,
    @Param('id') id: string,
    @Query() { since, absence }: ReadBundle,
  ): Promise<Bundle> {
    const { tenant } = reader.principal;
    const stream = streamOf('ticket', tenant, id);
    const events = await this.log.stream(stream);
    if (events.length === 0 && absence !== true) throw problem('not-found');
    const customers = customersIn(events);
    for (const customer of customers) await this.accessLog.record(reader, customer, 'proof');
    return this.bundles.of({ tenant, stream, since, customers });
  }
}
