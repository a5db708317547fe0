import { Injectable } from '@nestjs/common';
import {
  type CommandContext,
  type CommandHandler,
  type Message,
  type Receipt,
  ViewReader,
} from '#eventing';
import { type ContactRow, contactsView } from '#contacts';
import { type PromiseRow, promisesView } from '#promises';
import { type TicketRow, worklistView } from '#tickets';

import { EscalationRequests } from '../asking/escalation-requests.handler.js';
import type { EscalationWish } from '../escalation/escalation.commands.js';
import { ensure } from '../escalation/escalation.rules.js';
import type { EscalateNoticedCommand } from './noticed.policy.js';

type Noticed = EscalateNoticedCommand['data'];
type Known = Pick<EscalationWish, 'customer' | 'about' | 'queue' | 'except'>;

/** Finds whose matter it is that a policy noticed, and asks for its escalation. */
@Injectable()
export class NoticedMatters implements CommandHandler {
  constructor(
    private readonly views: ViewReader,
    private readonly requests: EscalationRequests,
  ) {}

  async handle(_id: string, command: Message & CommandContext): Promise<Receipt> {
    const { cause, about } = command.data as Noticed;
    const known = await this.#known(command.tenant, about);
    ensure(known !== undefined, 'not-found');
    return this.requests.request(command, { ...known!, cause });
  }

  async #known(tenant: string, about: Noticed['about']): Promise<Known | undefined> {
    const { promise, ticket, contact } = about;
    if (promise !== undefined) {
      const row = await this.views.get<PromiseRow>(promisesView, tenant, promise);
      return row && this.#ofPromise(row);
    }
    if (ticket !== undefined) {
      const row = await this.views.get<TicketRow>(worklistView, tenant, ticket);
      return row && { customer: row.requester.id, about, queue: row.queue };
    }
    const row = await this.views.get<ContactRow>(contactsView, tenant, contact!);
    return (
      row && { customer: row.customer, about, ...(row.queue !== null && { queue: row.queue }) }
    );
  }

  /** Who missed it is asked only when nobody else is left. */
  #ofPromise({ id: promise, to, about, queue, accountable }: PromiseRow): Known {
    const { ticket, contact } = about;
    return {
      customer: to,
      about: {
        promise,
        ...(ticket !== undefined && { ticket }),
        ...(contact !== undefined && { contact }),
      },
      except: accountable,
      ...(queue !== null && { queue }),
    };
  }
}
