import { Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lookUp, type Moment } from '#eventing';
import { etagOf, ListQueries, type Principal, ReadBy, type ReadContext, Route } from '#platform';

import { AccessLog } from '../access-log/access-log.handler.js';
import { RECORDING, type Recording } from '../record/record.tokens.js';
import { explained, historyOf, versionAfter } from './history.representation.js';
import { recordSearch } from './record-words.mapping.js';
import { fieldOf, type RecordRow } from './record-row.view.js';
import { recordsView } from './records.view.js';
import { ReadRecord } from './records.requests.js';
import { recordsRoutes } from './records.routes.js';
import {
  explanationShown,
  fieldThen,
  lineShown,
  recordShown,
  viewerOf,
} from './record.representation.js';
import { StoredRecords } from './record.reader.js';

/** Without `asOf` it is as it was believed to be at the moment of `knownAt`. */
const bothOf = ({ asOf, knownAt }: ReadRecord, now: Moment) => ({
  asOf: asOf ?? knownAt ?? now,
  knownAt: knownAt ?? now,
});

/** Nothing of somebody who was erased is shown. */
const namedIn = (rows: readonly RecordRow[]) =>
  rows.filter(({ erased }) => !erased).map(({ customer }) => customer);

@Controller()
export class RecordsController {
  constructor(
    private readonly records: StoredRecords,
    private readonly accessLog: AccessLog,
    @Inject(RECORDING) private readonly recording: Recording,
    private readonly lists: ListQueries,
  ) {}

  @Route(recordsRoutes.list)
  async list(
    @ReadBy() reader: ReadContext,
    @Req() request: FastifyRequest<{ readonly Querystring: { readonly q?: string } }>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ladder } = this.recording.settings;
    const [show, search] = [lineShown(ladder, reader.at), recordSearch];
    const what = request.query.q === undefined ? 'list' : 'search';
    const onRead = (rows: readonly RecordRow[]) =>
      this.accessLog.recordAll(reader, namedIn(rows), what);
    return this.lists.page(request, reply, { view: recordsView(ladder), show, search, onRead });
  }

  @Route(recordsRoutes.one)
  async one(
    @Param('id') customer: string,
    @Query() times: ReadRecord,
    @ReadBy() reader: ReadContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { principal, at } = reader;
    const row = await this.records.readable(principal, customer);
    const isPast = times.asOf !== undefined || times.knownAt !== undefined || times.explain;
    await this.accessLog.record(reader, customer, isPast ? 'history' : 'record');
    const viewer = viewerOf(principal, this.recording.settings);
    reply.header('etag', etagOf(row.version));
    const { ladder } = this.recording.settings;
    const shown = recordShown(row, ladder, at, viewer);
    return isPast ? this.#then(principal, row, times, shown) : shown;
  }

  /** The same from the log: at both moments, and with the reasons if requested. */
  async #then(
    principal: Principal,
    row: RecordRow,
    times: ReadRecord,
    shown: ReturnType<typeof recordShown>,
  ) {
    const both = bothOf(times, shown.knownAt);
    const { ladder } = this.recording.settings;
    const knownAt = times.knownAt && both.knownAt;
    const events = await this.records.eventsOf(principal.tenant, row.customer, knownAt);
    const viewer = viewerOf(principal, this.recording.settings);
    const then = this.records.rowAfter(events) ?? { fields: {} };
    const isNow = times.asOf === undefined && times.knownAt === undefined;
    const fields = Object.entries(explained(historyOf(events), ladder, both.asOf)).map(
      ([field, told]) => [
        field,
        {
          ...(isNow ? lookUp(shown.fields, field) : fieldThen(fieldOf(then, field), told, viewer)),
          ...(times.explain && { explain: explanationShown(viewer, told) }),
        },
      ],
    );
    const { version: _version, changedAt: _changedAt, ...now } = shown;
    return { ...now, ...versionAfter(events), ...both, fields: Object.fromEntries(fields) };
  }
}
