import { lookUp } from '#eventing';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ListQueries, ReadBy, type ReadContext, Route } from '#platform';

import { RECORDING, type Recording } from '../record/record.tokens.js';
import { currentOf } from '../records/record-row.view.js';
import { StoredRecords } from '../records/record.reader.js';
import { discrepanciesRoutes } from './discrepancies.routes.js';
import { type DiscrepancyRow, discrepanciesView } from './discrepancies.view.js';

/** The values of both sides are read from the record afterwards. */
const asItIs = (row: DiscrepancyRow) => row;

@Controller()
export class DiscrepanciesController {
  constructor(
    private readonly lists: ListQueries,
    private readonly records: StoredRecords,
    @Inject(RECORDING) private readonly recording: Recording,
  ) {}

  @Route(discrepanciesRoutes.list)
  async list(
    @ReadBy() reader: ReadContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const page = await this.lists.page(request, reply, { view: discrepanciesView, show: asItIs });
    const items = await Promise.all(page.items.map((row) => this.#shown(reader, row)));
    return { ...page, items };
  }

  async #shown({ principal, at }: ReadContext, row: DiscrepancyRow) {
    const record = await this.records.rowOf(principal.tenant, row.customer);
    const { customer, field, system } = row;
    const ours = record && lookUp(currentOf(record, this.recording.settings.ladder, at), field);
    const theirs = lookUp(record?.fields, field)?.claims.find(
      ({ source, from }) => source === `import:${system}` && from === undefined,
    );
    const { claim: _claim, ...told } = { ...row, customer };
    return { ...told, ...(ours && { ours: ours.value }), ...(theirs && { theirs: theirs.value }) };
  }
}
