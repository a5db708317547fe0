import { Inject, Injectable } from '@nestjs/common';
import {
  allRows,
  type CommandContext,
  Commands,
  EventStore,
  type Receipt,
  type RecordedEvent,
  streamOf,
  ViewReader,
} from '#eventing';
import { type ContactRow, contactsView } from '#contacts';
import { type PromiseRow, promisesView } from '#promises';

import type { EscalationDecider } from '../escalation/escalation.decider.js';
import { ESCALATION_DECIDER } from '../escalation/escalation.tokens.js';
import type { EscalationRow } from '../escalations/escalations.view.js';
import { type DossierEntries, dossierOf } from './dossier.mapping.js';
import { minutesIn } from './minutes.mapping.js';

const PAGE = 200;

export interface Dossier extends DossierEntries {
  readonly promised: readonly PromiseRow[];
  readonly minutes: number;
}

/** Puts the dossier of an escalation together from what happened, as it is now. */
@Injectable()
export class Dossiers {
  constructor(
    private readonly store: EventStore,
    private readonly views: ViewReader,
    private readonly commands: Commands,
    @Inject(ESCALATION_DECIDER) private readonly decider: EscalationDecider,
  ) {}

  async prepare(tenant: string, row: EscalationRow): Promise<Dossier> {
    const { ticket } = row.about;
    const contacts = await this.#contactsOf(tenant, row);
    const read = (aggregate: string, id: string) =>
      this.store.read(streamOf(aggregate, tenant, id));
    const [own, opened, ...calls] = await Promise.all([
      read('escalation', row.id),
      ticket === undefined ? [] : read('ticket', ticket),
      ...contacts.map((id) => read('contact', id)),
    ]);
    const events: readonly RecordedEvent[] = [...own, ...opened, ...calls.flat()];
    const promised = await this.#promisesOf(tenant, row);
    return { ...dossierOf(events), promised, minutes: minutesIn(calls) };
  }

  /** Records that somebody has read the dossier in this version. */
  read(id: string, version: number, context: CommandContext): Promise<Receipt> {
    const command = { ...context, type: 'ReadDossier', data: { version } } as const;
    return this.commands.send(this.decider, id, command);
  }

  async #contactsOf(tenant: string, { about }: EscalationRow): Promise<readonly string[]> {
    if (about.ticket === undefined) return about.contact === undefined ? [] : [about.contact];
    const where = { ticket: about.ticket };
    const query = { tenant, where, order: [{ column: 'startedAt' }], limit: PAGE };
    const ids: string[] = [];
    for await (const { id } of allRows<ContactRow>(this.views, contactsView, query)) ids.push(id);
    return ids;
  }

  async #promisesOf(tenant: string, { about }: EscalationRow): Promise<readonly PromiseRow[]> {
    if (about.ticket === undefined) {
      const row =
        about.promise && (await this.views.get<PromiseRow>(promisesView, tenant, about.promise));
      return row ? [row] : [];
    }
    const where = { ticket: about.ticket };
    const query = { tenant, where, order: [{ column: 'due' }], limit: PAGE };
    const rows: PromiseRow[] = [];
    for await (const row of allRows<PromiseRow>(this.views, promisesView, query)) rows.push(row);
    return rows;
  }
}
