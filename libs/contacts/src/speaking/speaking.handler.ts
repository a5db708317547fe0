import { Inject, Injectable } from '@nestjs/common';
import {
  allRows,
  type CommandContext,
  Commands,
  isAfter,
  type Moment,
  type Receipt,
  ViewReader,
} from '#eventing';

import type { ContactDecider } from '../contact/contact.decider.js';
import { ensure } from '../contact/contact.rules.js';
import { CONTACTS } from '../contact/contact.tokens.js';
import type { JoinSpeaker } from '../contact/matters.requests.js';
import { type ContactRow, contactsView } from '../contacts/contacts.view.js';
import { type LeaveRow, leavesView } from '../leaves/leaves.view.js';

const PAGE = 50;

interface Wanted {
  readonly at: Moment;
  readonly to: string;
  readonly ticket: string | null;
}

const isGood = (leave: LeaveRow, { at, to, ticket }: Wanted) =>
  leave.to === to &&
  (leave.until === undefined || isAfter(leave.until, at)) &&
  (leave.scope === 'everything' || leave.ticket === ticket);

/** Lets somebody else speak in a contact; for a customer only by their leave. */
@Injectable()
export class Speaking {
  constructor(
    private readonly commands: Commands,
    private readonly views: ViewReader,
    @Inject(CONTACTS) private readonly decider: ContactDecider,
  ) {}

  async join(id: string, wish: JoinSpeaker, context: CommandContext): Promise<Receipt> {
    const row = await this.views.get<ContactRow>(contactsView, context.tenant, id);
    ensure(row !== undefined, 'not-found');
    const { speaksFor: customer, ...speaker } = wish;
    const wanted = { at: context.at, to: wish.speaker, ticket: row!.ticket };
    const data =
      customer === undefined
        ? speaker
        : {
            ...speaker,
            speaksFor: { customer, ...(await this.#leave(context, customer, wanted)) },
          };
    return this.commands.send(this.decider, id, { ...context, type: 'JoinSpeaker', data });
  }

  async #leave({ tenant }: CommandContext, customer: string, wanted: Wanted) {
    const query = { tenant, where: { customer, status: 'given' }, limit: PAGE };
    let found: string | undefined;
    for await (const leave of allRows<LeaveRow>(this.views, leavesView, query))
      if (isGood(leave, wanted)) found ??= leave.id;
    ensure(found !== undefined, 'no-leave');
    return { leave: found! };
  }
}
