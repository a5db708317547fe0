import type { FastifyRequest } from 'fastify';
import {
  type CommandContext,
  type Receipt,
  type RecordedEvent,
  type Commands,
  newCommandId,
} from '#eventing';
import { type Principal, commandContextOf, type StreamedEvent } from '#platform';

import type { Recording } from '../record/record.tokens.js';
import { ensure } from '../record/record.rules.js';
import { systemsOf } from '../record/system-access.rules.js';
import { currentOf } from '../records/records.view.js';
import type { StoredRecords } from '../records/record.reader.js';
import { type RectificationRow, rectificationsView } from './rectifications.view.js';

const isFor = (principal: Principal, { recipient }: Pick<RectificationRow, 'recipient'>) =>
  principal.role === 'integration' && systemsOf(principal).includes(recipient);

/** What is told of notices as it happens, and what a notice may be by then for that to be news. */
const news: Readonly<Record<string, readonly RectificationRow['status'][]>> = {
  RectificationNoticeDue: ['due', 'sent'],
  RectificationNoticeLapsed: ['lapsed'],
};

/** Tells recipients of their notices; that they were told is on record, once. */
export class Notices {
  constructor(
    private readonly commands: Pick<Commands, 'send'>,
    private readonly records: StoredRecords,
    private readonly recording: Recording,
  ) {}

  /** By whoever it is addressed to, or an administrator; refuses as for one that does not exist. */
  async acknowledge(request: FastifyRequest, notice: string): Promise<Receipt> {
    const principal = request.edge.principal!;
    const row = await this.#rowOf(principal.tenant, notice);
    const may = row && (principal.role !== 'integration' || isFor(principal, row));
    ensure(may === true, 'no-such-notice');
    const command = {
      ...commandContextOf(request),
      type: 'AcknowledgeNotice',
      data: { notice },
    } as const;
    return this.commands.send(this.recording.decider, row!.customer, command);
  }

  /** Who reads of a notice that is addressed to them has been told. */
  async told(request: FastifyRequest, row: RectificationRow) {
    const shown = await this.#shown(request, row);
    if (row.status === 'due' && isFor(request.edge.principal!, row))
      await this.#markSent(request, row);
    return shown;
  }

  /** What an event means to the system that listens. */
  async heard(request: FastifyRequest, event: RecordedEvent): Promise<StreamedEvent | undefined> {
    const { notice } = event.data as { readonly notice: string };
    const row = await this.#rowOf(event.meta.tenant, notice);
    const isNews =
      row && isFor(request.edge.principal!, row) && news[event.type]!.includes(row.status);
    return isNews ? { event: 'notice', data: await this.told(request, row) } : undefined;
  }

  #rowOf(tenant: string, notice: string) {
    return this.records.views.get<RectificationRow>(rectificationsView, tenant, notice);
  }

  async #markSent({ edge, id: correlation }: FastifyRequest, row: RectificationRow) {
    const { tenant, id } = edge.principal!;
    const now = Date.now();
    const context: CommandContext = {
      id: newCommandId(now),
      tenant,
      by: { kind: 'integration', id },
      at: new Date(now).toISOString(),
      correlation,
    };
    const command = { ...context, type: 'MarkNoticeSent', data: { notice: row.notice } } as const;
    await this.commands.send(this.recording.decider, row.customer, command);
  }

  /** The value that is right now: it may have changed again since the notice fell due. */
  async #shown({ edge }: FastifyRequest, row: RectificationRow) {
    const record = await this.records.rowOf(edge.principal!.tenant, row.customer);
    const now = new Date().toISOString();
    const current = record && currentOf(record, this.recording.settings.ladder, now)[row.field];
    const { claim: _claim, ...told } = row;
    return { ...told, ...(current && { is: current.value }) };
  }
}

/** Whether an event is about a notice, whoever it is addressed to. */
export const isNotice = ({ type }: RecordedEvent): boolean => Object.hasOwn(news, type);
