import type { DataOf } from '#eventing';
import { IsId, IsText, OneOf, Says } from '#platform';
import type { TicketCommand } from '../ticket/ticket.commands.js';

/** Which ticket follows which is for the system to say. */
export const linkable = [
  'parent-of',
  'child-of',
  'duplicate-of',
  'duplicated-by',
  'caused-by',
  'cause-of',
  'related-to',
] as const;

export class LinkTickets implements DataOf<TicketCommand, 'LinkTickets'> {
  @Says('The other ticket.') @IsId() readonly ticket: string;

  @Says('How this ticket stands to the other one.')
  @OneOf(linkable)
  readonly relation: (typeof linkable)[number];
}

/** What is known of the other ticket is brought along by the controller. */
export class MergeTicket implements Pick<DataOf<TicketCommand, 'MergeTicket'>, 'into' | 'reason'> {
  @Says('The ticket that goes on; this one closes as its duplicate.') @IsId() readonly into: string;

  @Says('Why both are the same.') @IsText(2000) readonly reason: string;
}
