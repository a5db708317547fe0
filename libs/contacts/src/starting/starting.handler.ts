import { Inject, Injectable } from '@nestjs/common';
import {
  allRows,
  type CommandContext,
  Commands,
  newAggregateId,
  type Receipt,
  ViewReader,
} from '#eventing';
import { Chains } from '#teams';
import { type TicketRow, worklistView } from '#tickets';

import type { NewContact } from '../contact/contact.commands.js';
import type { ContactDecider } from '../contact/contact.decider.js';
import type { StartContact } from '../contact/contact.requests.js';
import { ensure } from '../contact/contact.rules.js';
import { CONTACTS } from '../contact/contact.tokens.js';
import { type ContactRow, contactsView } from '../contacts/contacts.view.js';
import { lastMark, timeSpent } from '../contact/customer-time.mapping.js';

const PAGE = 100;

const secondsSpent = ({ time }: ContactRow) =>
  Math.floor(timeSpent(time, lastMark(time)).total / 1000);

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
    const spentBefore = await this.#spentOn(context.tenant, ticket, id);
    const data = { ticket, spentBefore };
    const command = { ...context, type: 'LinkContact', data } as const;
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
    const cost = ticket ? { spentBefore: await this.#spentOn(tenant, ticket.id) } : {};
    return { accountable, ...matter, contact, ...where, ...cost };
  }

  /** Seconds of the customer's time that other contacts about a ticket have cost. */
  async #spentOn(tenant: string, ticket: string, except?: string): Promise<number> {
    const query = { tenant, where: { ticket }, limit: PAGE };
    let seconds = 0;
    for await (const row of allRows<ContactRow>(this.views, contactsView, query))
      if (row.id !== except) seconds += secondsSpent(row);
    return seconds;
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
