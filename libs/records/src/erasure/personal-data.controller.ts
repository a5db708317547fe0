import { Controller, Inject, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { happenedAt, type RecordedEvent, streamOf } from '#eventing';
import { CurrentPrincipal, type Principal, Route } from '#platform';

import type { AccessLogEvent } from '../access-log/access-log.decider.js';
import { AccessLog } from '../access-log/access-log.handler.js';
import { RECORDING, type Recording } from '../record/record.tokens.js';
import { StoredRecords } from '../records/record.reader.js';
import { claimShown, recordShown } from '../records/record.representation.js';
import { erasureRoutes } from './erasure.routes.js';
import { PersonalDataFile } from './personal-data.handler.js';

const readIn = ({ data, meta, recordedAt }: RecordedEvent<AccessLogEvent>) => ({
  reader: meta.actor.id,
  role: data.role,
  what: data.what,
  at: recordedAt,
});

/** Being told everything that is kept of a person. */
@Controller()
export class PersonalDataController {
  constructor(
    @Inject(RECORDING) private readonly recording: Recording,
    @Inject(StoredRecords) private readonly records: StoredRecords,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
    @Inject(PersonalDataFile) private readonly file: PersonalDataFile,
  ) {}

  @Route(erasureRoutes.data)
  async data(
    @CurrentPrincipal() principal: Principal,
    @Param('id') customer: string,
    @Req() request: FastifyRequest,
  ) {
    await this.file.ensureReadable(principal, customer);
    const row = await this.records.rowOf(principal.tenant, customer);
    await this.accessLog.record(request, customer, 'data');
    const viewer = { isCustomer: principal.role === 'customer' };
    const now = new Date(request.edge.now).toISOString();
    const { ladder } = this.recording.settings;
    const history = await this.records.historyOf(principal.tenant, customer);
    return {
      customer,
      ...(row && { record: recordShown(row, ladder, now, viewer) }),
      claims: Object.values(history)
        .flat()
        .map((claim) => ({ field: claim.field, ...claimShown(viewer, claim) })),
      kept: await this.file.entriesOf({ tenant: principal.tenant, customer }),
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
