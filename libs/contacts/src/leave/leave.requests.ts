import type { DataOf, Moment } from '#eventing';
import { IsId, IsMoment, IsPseudonym, IsText, OneOf, Optional, Says } from '#platform';

import type { LeaveCommand } from './leave.commands.js';
import { type LeaveScope, leaveScopes } from './leave.events.js';

export class GiveLeaveToSpeak implements DataOf<LeaveCommand, 'GiveLeaveToSpeak'> {
  @Says('The pseudonym of the person who may speak for the customer.')
  @IsPseudonym()
  readonly to: string;

  @Says('About everything, or about one ticket.') @OneOf(leaveScopes) readonly scope: LeaveScope;

  @Says('The ticket, where the leave is for one.') @Optional() @IsId() readonly ticket?: string;

  @Says('When it ends by itself. Left out: when it is withdrawn.')
  @Optional()
  @IsMoment()
  readonly until?: Moment;

  @Says('What the customer says about it.') @Optional() @IsText(1000) readonly words?: string;
}

export class WithdrawLeaveToSpeak implements DataOf<LeaveCommand, 'WithdrawLeaveToSpeak'> {
  @Says('What the customer says about it.') @Optional() @IsText(1000) readonly words?: string;
}
