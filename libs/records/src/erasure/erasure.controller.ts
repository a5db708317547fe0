import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EventStore, happenedAt, type Recorded, streamOf } from '#eventing';
import {
  Answers,
  AskedBy,
  type Asker,
  Commands,
  issuedBy,
  newCommandId,
  type Valid,
} from '#platform';
import type { ReadingEvent } from '../reading/reading.decider.js';
import { Readings } from '../reading/readings.controller.js';
import { RECORDING, type Recording } from '../record/record.port.js';
import { ensure } from '../record/record.rules.js';
import { claimShown, recordShown } from '../records/shown.view.js';
import { StoredRecords } from '../records/stored-records.controller.js';
import { Eraser } from './eraser.port.js';
import { erasureRoutes } from './erasure.routes.js';

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
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(RECORDING) private readonly recording: Recording,
    @Inject(StoredRecords) private readonly records: StoredRecords,
    @Inject(Readings) private readonly readings: Readings,
    @Inject(Eraser) private readonly eraser: Eraser,
  ) {}

  @Answers(erasureRoutes.erase)
  async erase(
    @AskedBy() asker: Asker,
    @Param('id') customer: string,
    @Body() data: Valid<typeof erasureRoutes.erase.body>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { merged } = await this.records.readable(asker, customer);
    const command = { ...issuedBy(request), type: 'EraseRecord', data } as const;
    const receipt = await this.commands.send(this.recording.decider, customer, command);
    const { position } = receipt;
    reply.header('amends-position', position);
    ensure(!receipt.events.some(({ type }) => type === 'ErasureRefused'), 'legal-hold');
    const erased = [customer, ...(await this.#eraseMerged(request, merged, data.legalBasis))];
    const { at, sinks } = await this.eraser.erase(asker.tenant, erased, position);
    return { customer, erased, at, position, sinks };
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

  /** What went into the record is the same person's; a legal hold on it is heeded, and on record. */
  async #eraseMerged(request: FastifyRequest, merged: readonly string[], legalBasis: string) {
    const by = { kind: 'system', id: 'erasure' } as const;
    const issued = { ...issuedBy(request), by };
    const outcomes = await Promise.all(
      merged.map(async (other) => {
        const id = newCommandId(request.edge.now);
        const command = { ...issued, id, type: 'EraseRecord', data: { legalBasis } } as const;
        const { events } = await this.commands.send(this.recording.decider, other, command);
        return events.some(({ type }) => type === 'ErasureRefused') ? [] : [other];
      }),
    );
    return outcomes.flat();
  }

  async #events(tenant: string, customer: string) {
    const events = await this.store.read(streamOf('record', tenant, customer));
    return events.map((event) => ({ type: event.type, at: happenedAt(event) }));
  }

  async #readBy(tenant: string, customer: string) {
    const events = await this.store.read(streamOf('reading', tenant, customer));
    return (events as unknown as readonly Recorded<ReadingEvent>[]).map(readIn);
  }
}
