import type { DataOf, Moment } from '#eventing';
import { IsMoment, IsPseudonym, IsSlug, IsText, OneOf, Optional, Says } from '#platform';
import type { TicketCommand } from './ticket.commands.js';
import { type Awaited, awaited } from './ticket.events.js';

export class QueueTicket implements DataOf<TicketCommand, 'QueueTicket'> {
  @Says('The queue that it goes into.') @IsSlug() readonly queue: string;
}

export class AssignTicket implements DataOf<TicketCommand, 'AssignTicket'> {
  @Says('The pseudonym of the person who is to work on it.')
  @IsPseudonym()
  readonly assignee: string;
}

export class PutTicketOnHold implements DataOf<TicketCommand, 'PutTicketOnHold'> {
  @Says('What it waits for.') @OneOf(awaited) readonly awaiting: Awaited;

  @Says('Why. The customer reads it.') @IsText(2000) readonly reason: string;

  @Says('Until when. Left out: until the customer replies, or staff resume it.')
  @Optional()
  @IsMoment()
  readonly until?: Moment;
}
