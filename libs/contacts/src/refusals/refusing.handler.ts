import { Inject, Injectable } from '@nestjs/common';
import { type CommandContext, Commands, newAggregateId, type Receipt, ViewReader } from '#eventing';
import { StoredRecords } from '#records';
import { type TicketRow, worklistView } from '#tickets';

import type { OpenCorrection } from '../contact/contact.commands.js';
import type { ContactDecider } from '../contact/contact.decider.js';
import { ensure } from '../contact/contact.rules.js';
import { CONTACTS } from '../contact/contact.tokens.js';
import type { RefuseService } from '../contact/matters.requests.js';
import { type ContactRow, contactsView } from '../contacts/contacts.view.js';

/** A correction is open while staff dispute it. Whether something is solved is no such correction. */
const openIn = ({ id, corrections = {} }: TicketRow): readonly OpenCorrection[] =>
  Object.entries(corrections)
    .filter(([what, { disputes }]) => what !== 'solved' && disputes.length > 0)
    .map(([what]) => ({ of: 'ticket', id, what }));

/** Records a refusal, unless a correction of the customer is open: of the ticket or of their record. */
@Injectable()
export class Refusing {
  constructor(
    private readonly commands: Commands,
    private readonly views: ViewReader,
    private readonly records: StoredRecords,
    @Inject(CONTACTS) private readonly decider: ContactDecider,
  ) {}

  async refuse(id: string, refused: RefuseService, context: CommandContext): Promise<Receipt> {
    const row = await this.views.get<ContactRow>(contactsView, context.tenant, id);
    ensure(row !== undefined, 'not-found');
    const corrections = [
      ...(await this.#ofTicket(context.tenant, row!.ticket)),
      ...(await this.#ofRecord(context.tenant, row!.customer)),
    ];
    const data = { ...refused, refusal: newAggregateId(context.id), corrections };
    const command = { ...context, type: 'RefuseService', data } as const;
    return this.commands.send(this.decider, id, command);
  }

  async #ofTicket(tenant: string, ticket: string | null): Promise<readonly OpenCorrection[]> {
    const row = ticket === null ? undefined : await this.views.get(worklistView, tenant, ticket);
    return row ? openIn(row) : [];
  }

  /** A claim of the customer waits for proof, staff contest it, or a system still says otherwise. */
  async #ofRecord(tenant: string, id: string): Promise<readonly OpenCorrection[]> {
    const fields = await this.records.unsettled(tenant, id);
    return fields.map((what) => ({ of: 'record', id, what }));
  }
}
