import { Inject, Injectable } from '@nestjs/common';
import { type CommandContext, Commands, newAggregateId, type Receipt, ViewReader } from '#eventing';
import { Chains } from '#teams';
import { type TicketRow, worklistView } from '#tickets';

import type { NewContact } from '../contact/contact.commands.js';
import type { ContactDecider } from '../contact/contact.decider.js';
import type { StartContact } from '../contact/contact.requests.js';
import { ensure } from '../contact/contact.rules.js';
import { CONTACTS } from '../contact/contact.tokens.js';
import { type ContactRow, contactsView } from '../contacts/contacts.view.js';

/** What a ticket says of a contact about it. Who works on it is accountable for its customer. */
const matterOf = (ticket: TicketRow | undefined) => {
  if (!ticket) return {};
  const { queue, service, assignee } = ticket;
  return {
    queue,
    ...(service !== null && { service }),
    ...(assignee !== null && { accountable: assignee }),
  };
};

/** Starts contacts and links them to tickets: finds out who is accountable, and whose ticket it is. */
@Injectable()
export class Starting {
  constructor(
    private readonly commands: Commands,
    private readonly chains: Chains,
    private readonly views: ViewReader,
    @Inject(CONTACTS) private readonly decider: ContactDecider,
  ) {}

  async start(wish: StartContact, context: CommandContext): Promise<Receipt> {
    const id = newAggregateId(context.id);
    const data = await this.#filled(id, wish, context);
    return this.commands.send(this.decider, id, { ...context, type: 'StartContact', data });
  }

  async link(id: string, ticket: string, context: CommandContext): Promise<Receipt> {
    const row = await this.views.get<ContactRow>(contactsView, context.tenant, id);
    ensure(row !== undefined, 'not-found');
    await this.#ticketOf(context.tenant, row!.customer, ticket);
    const command = { ...context, type: 'LinkContact', data: { ticket } } as const;
    return this.commands.send(this.decider, id, command);
  }

  async #filled(
    contact: string,
    wish: StartContact,
    { tenant, at }: CommandContext,
  ): Promise<NewContact> {
    const ticket = await this.#ticketOf(tenant, wish.customer, wish.ticket);
    const matter = { ...matterOf(ticket), ...wish };
    const { team, accountable } = await this.chains.chainFor(tenant, matter.queue, at);
    const where = team === undefined ? {} : { team };
    return { accountable, ...matter, contact, ...where };
  }

  async #ticketOf(
    tenant: string,
    customer: string,
    id: string | undefined,
  ): Promise<TicketRow | undefined> {
    if (id === undefined) return undefined;
    const row = await this.views.get(worklistView, tenant, id);
    const people = row ? [row.requester.id, ...row.watchers] : [];
    ensure(people.includes(customer), 'ticket-not-found');
    return row;
  }
}
