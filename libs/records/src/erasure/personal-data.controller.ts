import { Controller, Inject, Param } from '@nestjs/common';
import { happenedAt, type RecordedEvent, streamOf } from '#eventing';
import { ReadBy, type ReadContext, Route } from '#platform';

import type { AccessLogEvent } from '../access-log/access-log.decider.js';
import { AccessLog } from '../access-log/access-log.handler.js';
import { RECORDING, type Recording } from '../record/record.tokens.js';
import { StoredRecords } from '../records/record.reader.js';
import { claimShown, recordShown, viewerOf } from '../records/record.representation.js';
import { erasureRoutes } from './erasure.routes.js';
import { PersonalDataFile } from './personal-data.handler.js';

const readIn = ({ data, meta, recordedAt }: RecordedEvent<AccessLogEvent>) => ({
  reader: meta.actor.id,
  role: data.role,
  what: data.what,
  at: recordedAt,
});

/** Everything that is stored about a person. */
@Controller()
export class PersonalDataController {
  constructor(
    @Inject(RECORDING) private readonly recording: Recording,
    private readonly records: StoredRecords,
    private readonly accessLog: AccessLog,
    private readonly file: PersonalDataFile,
  ) {}

  @Route(erasureRoutes.data)
  async data(@Param('id') customer: string, @ReadBy() reader: ReadContext) {
    const { principal, at } = reader;
    await this.file.ensureReadable(principal, customer);
    const row = await this.records.rowOf(principal.tenant, customer);
    await this.accessLog.record(reader, customer, 'data');
    const viewer = viewerOf(principal, this.recording.settings);
    const { ladder } = this.recording.settings;
    const history = await this.records.historyOf(principal.tenant, customer);
    return {
      customer,
      ...(row && { record: recordShown(row, ladder, at, viewer) }),
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
