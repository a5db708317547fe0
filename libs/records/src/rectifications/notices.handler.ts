import { Inject, Injectable } from '@nestjs/common';
import {
  type CommandContext,
  type Receipt,
  type RecordedEvent,
  Commands,
  newCommandId,
  lookUp,
} from '#eventing';
import type { Principal, ReadContext, StreamedEvent } from '#platform';

import { RECORDING, type Recording } from '../record/record.tokens.js';
import { ensure } from '../record/record.rules.js';
import { systemsOf } from '../record/system-access.rules.js';
import { currentOf } from '../records/record-row.view.js';
import { StoredRecords } from '../records/record.reader.js';
import { type RectificationRow, rectificationsView } from './rectifications.view.js';

const isFor = (principal: Principal, { recipient }: Pick<RectificationRow, 'recipient'>) =>
  principal.role === 'integration' && systemsOf(principal).includes(recipient);

/**
 * The events about notices that are sent live, and the states in which a notice is then still news.
 */
const news: Readonly<Record<string, readonly RectificationRow['status'][]>> = {
  RectificationNoticeDue: ['due', 'sent'],
  RectificationNoticeLapsed: ['lapsed'],
};

/** Tells recipients of their notices; that they were told is on record, once. */
@Injectable()
export class Notices {
  constructor(
    private readonly commands: Commands,
    private readonly records: StoredRecords,
    @Inject(RECORDING) private readonly recording: Recording,
  ) {}

  /** By its recipient, or an administrator; refuses as for one that does not exist. */
  async acknowledge(
    context: CommandContext,
    principal: Principal,
    notice: string,
  ): Promise<Receipt> {
    const row = await this.#rowOf(principal.tenant, notice);
    const may = row && (principal.role !== 'integration' || isFor(principal, row));
    ensure(may === true, 'no-such-notice');
    const command = { ...context, type: 'AcknowledgeNotice', data: { notice } } as const;
    return this.commands.send(this.recording.decider, row!.customer, command);
  }

  /** Who reads of a notice that is addressed to them has been told. */
  async told(reader: ReadContext, row: RectificationRow) {
    const shown = await this.#shown(reader, row);
    if (row.status === 'due' && isFor(reader.principal, row)) await this.#markSent(reader, row);
    return shown;
  }

  /** What an event means to the system that listens. */
  async heard(reader: ReadContext, event: RecordedEvent): Promise<StreamedEvent | undefined> {
    const { notice } = event.data as { readonly notice: string };
    const row = await this.#rowOf(event.meta.tenant, notice);
    const isNews =
      row && isFor(reader.principal, row) && lookUp(news, event.type)!.includes(row.status);
    return isNews ? { event: 'notice', data: await this.told(reader, row) } : undefined;
  }

  #rowOf(tenant: string, notice: string) {
    return this.records.views.get<RectificationRow>(rectificationsView, tenant, notice);
  }

  /** A listener reads long after it began to listen, so it is marked with the moment of now. */
  async #markSent({ principal, correlation }: ReadContext, row: RectificationRow) {
    const { tenant, id } = principal;
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
  async #shown({ principal, at }: ReadContext, row: RectificationRow) {
    const record = await this.records.rowOf(principal.tenant, row.customer);
    const current =
      record && lookUp(currentOf(record, this.recording.settings.ladder, at), row.field);
    const { claim: _claim, ...told } = row;
    return { ...told, ...(current && { is: current.value }) };
  }
}

/** Whether an event is about a notice, no matter who its recipient is. */
export const isNotice = ({ type }: RecordedEvent): boolean => Object.hasOwn(news, type);
