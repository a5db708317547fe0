import { Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Moment } from '#eventing';
import { Route, type Principal, etagOf, ListQueries } from '#platform';

import { AccessLog } from '../access-log/access-log.handler.js';
import { RECORDING, type Recording } from '../record/record.tokens.js';
import { explained, historyOf, versionAfter } from './history.representation.js';
import { type RecordRow, recordsView } from './records.view.js';
import { recordsRoutes } from './records.routes.js';
import { claimShown, explanationShown, lineShown, recordShown } from './record.representation.js';
import { StoredRecords } from './record.reader.js';

interface Times {
  readonly asOf?: Moment;
  readonly knownAt?: Moment;
  readonly explain?: boolean;
}

const nowOf = ({ edge }: FastifyRequest): Moment => new Date(edge.now).toISOString();
const canonicalOf = (moment: Moment) => new Date(moment).toISOString();

/** Without `asOf` it is as it was believed to be at the moment of `knownAt`. */
const bothOf = ({ asOf, knownAt }: Times, now: Moment) => ({
  asOf: canonicalOf(asOf ?? knownAt ?? now),
  knownAt: canonicalOf(knownAt ?? now),
});

@Controller()
export class RecordsController {
  constructor(
    @Inject(StoredRecords) private readonly records: StoredRecords,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
    @Inject(RECORDING) private readonly recording: Recording,
    @Inject(ListQueries) private readonly lists: ListQueries,
  ) {}

  @Route(recordsRoutes.list)
  list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ladder } = this.recording.settings;
    const show = lineShown(ladder, nowOf(request));
    return this.lists.page(request, reply, { view: recordsView(ladder), show });
  }

  @Route(recordsRoutes.one)
  async one(
    @Param('id') customer: string,
    @Query() times: Times,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const principal = request.edge.principal!;
    const row = await this.records.readable(principal, customer);
    const isPast = times.asOf !== undefined || times.knownAt !== undefined || times.explain;
    await this.accessLog.record(request, customer, isPast ? 'history' : 'record');
    const viewer = { isCustomer: principal.role === 'customer' };
    reply.header('etag', etagOf(row.version));
    const { ladder } = this.recording.settings;
    const shown = recordShown(row, ladder, nowOf(request), viewer);
    return isPast ? this.#then(principal, row, times, shown) : shown;
  }

  /** The same from the log: at both moments, and with the reasons where they are asked for. */
  async #then(
    principal: Principal,
    row: RecordRow,
    times: Times,
    shown: ReturnType<typeof recordShown>,
  ) {
    const both = bothOf(times, shown.knownAt);
    const { ladder } = this.recording.settings;
    const knownAt = times.knownAt && both.knownAt;
    const events = await this.records.eventsOf(principal.tenant, row.customer, knownAt);
    const viewer = { isCustomer: principal.role === 'customer' };
    const isNow = times.asOf === undefined && times.knownAt === undefined;
    const fields = Object.entries(explained(historyOf(events), ladder, both.asOf)).map(
      ([field, told]) => [
        field,
        {
          ...(isNow ? shown.fields[field] : told.inForce && claimShown(viewer, told.inForce)),
          ...(times.explain && { explain: explanationShown(viewer, told) }),
        },
      ],
    );
    const { version: _version, changedAt: _changedAt, ...now } = shown;
    return { ...now, ...versionAfter(events), ...both, fields: Object.fromEntries(fields) };
  }
}
