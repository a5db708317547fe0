import type { DataOf, Moment } from '#eventing';
import { IsMoment, IsText, Optional, Says } from '#platform';
import type { TicketCommand } from './ticket.commands.js';

export class ProposeResolution implements DataOf<TicketCommand, 'ProposeResolution'> {
  @Says('What was done, for the customer to confirm or reject.') @IsText() readonly text: string;

  @Says('Until when the customer has time to answer, where that is longer than usual.')
  @Optional()
  @IsMoment()
  readonly answerBy?: Moment;
}

export class ConfirmResolution implements DataOf<TicketCommand, 'ConfirmResolution'> {
  @Says('What the customer says about it.') @Optional() @IsText(4000) readonly words?: string;
}

export class RejectResolution implements DataOf<TicketCommand, 'RejectResolution'> {
  @Says('What is still wrong.') @IsText(4000) readonly reason: string;
}

export class WithdrawTicket implements DataOf<TicketCommand, 'WithdrawTicket'> {
  @Says('Why it is no longer needed.') @IsText(4000) readonly reason: string;
}

export class ReopenTicket implements DataOf<TicketCommand, 'ReopenTicket'> {
  @Says('Why it is not over.') @IsText(4000) readonly reason: string;
}
