import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { happenedAt, type RecordedEvent, streamOf } from '#eventing';
import { Route, CurrentPrincipal, type Principal, type Valid } from '#platform';

import type { AccessLogEvent } from '../access-log/access-log.decider.js';
import { AccessLog } from '../access-log/access-log.handler.js';
import { RECORDING, type Recording } from '../record/record.tokens.js';
import { claimShown, recordShown } from '../records/record.representation.js';
import { StoredRecords } from '../records/record.reader.js';
import { erasureRoutes } from './erasure.routes.js';
import { RecordErasure } from './erasure.handler.js';

const readIn = ({ data, meta, recordedAt }: RecordedEvent<AccessLogEvent>) => ({
  reader: meta.actor.id,
  role: data.role,
  what: data.what,
  at: recordedAt,
});

/** Being forgotten, and being told everything. */
@Controller()
export class ErasureController {
  constructor(
    @Inject(RECORDING) private readonly recording: Recording,
    @Inject(StoredRecords) private readonly records: StoredRecords,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
    @Inject(RecordErasure) private readonly erasure: RecordErasure,
  ) {}

  @Route(erasureRoutes.erase)
  async erase(
    @Param('id') customer: string,
    @Body() { legalBasis }: Valid<typeof erasureRoutes.erase.body>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { merged } = await this.records.readable(request.edge.principal!, customer);
    const receipt = await this.erasure.erase(request, { customer, merged, legalBasis });
    reply.header('amends-position', receipt.position);
    return receipt;
  }

  @Route(erasureRoutes.data)
  async data(
    @CurrentPrincipal() principal: Principal,
    @Param('id') customer: string,
    @Req() request: FastifyRequest,
  ) {
    const row = await this.records.readable(principal, customer);
    await this.accessLog.record(request, customer, 'data');
    const viewer = { isCustomer: principal.role === 'customer' };
    const now = new Date(request.edge.now).toISOString();
    const { ladder } = this.recording.settings;
    const history = await this.records.historyOf(principal.tenant, customer);
    return {
      customer,
      record: recordShown(row, ladder, now, viewer),
      claims: Object.values(history)
        .flat()
        .map((claim) => ({ field: claim.field, ...claimShown(viewer, claim) })),
      events: await this.#events(principal.tenant, customer),
      readBy: await this.#readBy(principal.tenant, customer),
    };
  }

  async #events(tenant: string, customer: string) {
    const events = await this.records.store.read(streamOf('record', tenant, customer));
    return events.map((event) => ({ type: event.type, at: happenedAt(event) }));
  }

  async #readBy(tenant: string, customer: string) {
    const events = await this.records.store.read(streamOf('reading', tenant, customer));
    return (events as unknown as readonly RecordedEvent<AccessLogEvent>[]).map(readIn);
  }
}
