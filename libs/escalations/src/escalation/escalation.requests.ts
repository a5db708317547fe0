import type { DataOf } from '#eventing';
import { IsId, IsSingleLine, IsText, Optional, Says } from '#platform';

import type { EscalationCommand } from './escalation.commands.js';

/** Who asks, and for whom, comes with the command. */
export class RequestEscalation {
  @Says('The ticket that it is about.') @IsId() readonly ticket: string;

  @Says('Why, in your own words.') @IsText(4000) readonly reason: string;

  @Says('The outcome that you want.') @Optional() @IsText(4000) readonly wants?: string;
}

export class AcceptEscalation implements DataOf<EscalationCommand, 'AcceptEscalation'> {
  @Says('The name that the customer is told.') @Optional() @IsSingleLine() readonly name?: string;
}

export class DeclineEscalation {
  @Says('Why. The customer reads it.') @IsText(1000) readonly reason: string;

  @Says('The name that the customer is told.') @Optional() @IsSingleLine() readonly name?: string;
}

export class ResolveEscalation implements DataOf<EscalationCommand, 'ResolveEscalation'> {
  @Says('What came of it. The customer reads it.') @IsText(4000) readonly outcome: string;
}

export class ConfirmEscalation implements DataOf<EscalationCommand, 'ConfirmEscalation'> {
  @Says('What the customer says about it.') @Optional() @IsText(1000) readonly words?: string;
}

export class ReturnEscalation implements DataOf<EscalationCommand, 'ReturnEscalation'> {
  @Says('Why it is not resolved.') @IsText(4000) readonly reason: string;
}

export class WithdrawEscalation implements DataOf<EscalationCommand, 'WithdrawEscalation'> {
  @Says('What the customer says about it.') @Optional() @IsText(1000) readonly words?: string;
}
