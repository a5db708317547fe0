import { IsBoolean } from 'class-validator';
import type { DataOf } from '#eventing';
import {
  IsInteger,
  IsPseudonym,
  IsSingleLine,
  IsSlug,
  IsText,
  OneOf,
  Optional,
  Says,
} from '#platform';

import type { ContactCommand } from './contact.commands.js';
import { type AskedAgainCause, askedAgainCauses } from './contact.events.js';

export class JoinSpeaker {
  @Says('The pseudonym of the person who speaks.') @IsPseudonym() readonly speaker: string;

  @Says('What they are called.') @Optional() @IsSingleLine(200) readonly name?: string;

  @Says('The pseudonym of the customer for whom they speak.')
  @Optional()
  @IsPseudonym()
  readonly speaksFor?: string;
}

export class TellStory implements DataOf<ContactCommand, 'TellStory'> {
  @Says('What the customer told, in their words.') @IsText(10_000) readonly words: string;

  @Says('The member of staff to whom it was told. Left out: the one who writes it down.')
  @Optional()
  @IsPseudonym()
  readonly heardBy?: string;
}

export class AskStoryAgain implements DataOf<ContactCommand, 'AskStoryAgain'> {
  @Says('Why the customer was made to repeat it.')
  @OneOf(askedAgainCauses)
  readonly cause: AskedAgainCause;

  @Says('Who asked. Left out: the one who says so.')
  @Optional()
  @IsPseudonym()
  readonly by?: string;

  @Says('How many seconds it took. Left out: the usual time.')
  @Optional()
  @IsInteger(0, 7200)
  readonly seconds?: number;

  @Says('What was said.') @Optional() @IsText(1000) readonly words?: string;
}

export class LeaveScript implements Omit<DataOf<ContactCommand, 'LeaveScript'>, 'deviation'> {
  @Says('The script.') @IsSlug() readonly script: string;

  @Says('The step at which it was left.') @IsSlug() readonly step: string;

  @Says('Why.') @IsText(1000) readonly reason: string;
}

export class AssessDeviation implements Omit<
  DataOf<ContactCommand, 'AssessDeviation'>,
  'deviation'
> {
  @Says('Whether it helped the customer.') @IsBoolean() readonly helped: boolean;

  @Says('What came of it.') @IsText(1000) readonly outcome: string;
}

export class EndorseDeviation implements Omit<
  DataOf<ContactCommand, 'EndorseDeviation'>,
  'deviation'
> {
  @Says('Whether it was right to leave the script.') @IsBoolean() readonly endorsed: boolean;

  @Says('What there is to say about it.') @Optional() @IsText(1000) readonly words?: string;
}

export class RefuseService {
  @Says('The id of the rule that asks for the refusal.') @IsSlug() readonly rule: string;

  @Says('Why, in words. The customer reads it.') @IsText(1000) readonly reason: string;
}

export class WishToLeave implements Omit<DataOf<ContactCommand, 'WishToLeave'>, 'leaving'> {
  @Says('What they want to leave. Left out: everything.')
  @Optional()
  @IsSlug()
  readonly service?: string;

  @Says('What the customer says about it.') @Optional() @IsText(4000) readonly words?: string;
}

export class CarryOutLeaving {
  @Says('What was done. The customer reads it.') @IsText(4000) readonly outcome: string;
}

export class WithdrawLeaving {
  @Says('What the customer says about it.') @Optional() @IsText(1000) readonly words?: string;
}
