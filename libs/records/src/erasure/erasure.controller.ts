import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { happenedAt, type Recorded, streamOf } from '#eventing';
import { Answers, AskedBy, type Asker, type Valid } from '#platform';

import type { ReadingEvent } from '../access-log/access-log.decider.js';
import { Readings } from '../access-log/access-log.handler.js';
import { RECORDING, type Recording } from '../record/record.tokens.js';
import { claimShown, recordShown } from '../records/record.representation.js';
import { StoredRecords } from '../records/record.reader.js';
import { erasureRoutes } from './erasure.routes.js';
import { Forgetting } from './erasure.handler.js';

const readIn = ({ data, meta, recordedAt }: Recorded<ReadingEvent>) => ({
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
    @Inject(Readings) private readonly readings: Readings,
    @Inject(Forgetting) private readonly forgetting: Forgetting,
  ) {}

  @Answers(erasureRoutes.erase)
  async erase(
    @Param('id') customer: string,
    @Body() { legalBasis }: Valid<typeof erasureRoutes.erase.body>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { merged } = await this.records.readable(request.edge.asker!, customer);
    const receipt = await this.forgetting.forget(request, { customer, merged, legalBasis });
    reply.header('amends-position', receipt.position);
    return receipt;
  }

  @Answers(erasureRoutes.data)
  async data(
    @AskedBy() asker: Asker,
    @Param('id') customer: string,
    @Req() request: FastifyRequest,
  ) {
    const row = await this.records.readable(asker, customer);
    await this.readings.note(request, customer, 'data');
    const viewer = { isCustomer: asker.role === 'customer' };
    const now = new Date(request.edge.now).toISOString();
    const { ladder } = this.recording.settings;
    const history = await this.records.historyOf(asker.tenant, customer);
    return {
      customer,
      record: recordShown(row, ladder, now, viewer),
      claims: Object.values(history)
        .flat()
        .map((claim) => ({ field: claim.field, ...claimShown(viewer, claim) })),
      events: await this.#events(asker.tenant, customer),
      readBy: await this.#readBy(asker.tenant, customer),
    };
  }

  async #events(tenant: string, customer: string) {
    const events = await this.records.store.read(streamOf('record', tenant, customer));
    return events.map((event) => ({ type: event.type, at: happenedAt(event) }));
  }

  async #readBy(tenant: string, customer: string) {
    const events = await this.records.store.read(streamOf('reading', tenant, customer));
    return (events as unknown as readonly Recorded<ReadingEvent>[]).map(readIn);
  }
}
