import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerReceipt, Answers, Commands, issuedBy, Lists } from '#platform';
import { RECORDING, type Recording } from '../record/record.port.js';
import { ensure } from '../record/record.rules.js';
import { currentOf } from '../records/records.view.js';
import { StoredRecords } from '../records/stored-records.controller.js';
import { rectificationsRoutes } from './rectifications.routes.js';
import { type RectificationRow, rectificationsView } from './rectifications.view.js';

/** Its value is read from the record afterwards. */
const asItIs = (row: RectificationRow) => row;

@Controller()
export class RectificationsController {
  constructor(
    @Inject(Lists) private readonly lists: Lists,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(StoredRecords) private readonly records: StoredRecords,
    @Inject(RECORDING) private readonly recording: Recording,
  ) {}

  @Answers(rectificationsRoutes.list)
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const page = await this.lists.page(request, reply, { view: rectificationsView, show: asItIs });
    const items = await Promise.all(page.items.map((row) => this.#shown(request, row)));
    return { ...page, items };
  }

  @Answers(rectificationsRoutes.acknowledge)
  async acknowledge(
    @Param('id') notice: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const { tenant } = request.edge.asker!;
    const row = await this.records.views.get<RectificationRow>(rectificationsView, tenant, notice);
    ensure(row !== undefined, 'no-such-notice');
    const command = { ...issuedBy(request), type: 'AcknowledgeNotice', data: { notice } } as const;
    answerReceipt(reply, await this.commands.send(this.recording.decider, row!.customer, command));
  }

  /** The value that is right now: it may have changed again since the notice fell due. */
  async #shown({ edge }: FastifyRequest, row: RectificationRow) {
    const record = await this.records.rowOf(edge.asker!.tenant, row.customer);
    const now = new Date(edge.now).toISOString();
    const current = record && currentOf(record, this.recording.settings.ladder, now)[row.field];
    const { claim: _claim, ...told } = row;
    return { ...told, ...(current && { is: current.value }) };
  }
}
