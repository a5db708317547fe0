import type { DataOf } from '#eventing';
import {
  Holds,
  IsInteger,
  IsSingleLine,
  IsSlug,
  IsText,
  Nested,
  OneOf,
  Optional,
  Says,
  Type,
} from '#platform';

import type { NeedCommand } from './need.commands.js';
import {
  type Workaround,
  type WorkaroundKind,
  workaroundKinds,
  type YearlyCost,
} from './need.events.js';

const currency = Type.String({ pattern: '^[A-Z]{3}$', minLength: 3, maxLength: 3 });
const day = Type.String({
  pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
  minLength: 10,
  maxLength: 10,
});

export class Cost implements YearlyCost {
  @Says('Whole units of the currency.') @IsInteger(0, 1e9) readonly amount: number;

  @Says('The currency: three letters (ISO 4217).') @Holds(currency) readonly currency: string;
}

export class DiscloseWorkaround implements Workaround {
  @Says('The department whose work is done this way. It is counted by department.')
  @IsSlug(64)
  readonly department: string;

  @Says('What kind of workaround it is.') @OneOf(workaroundKinds) readonly kind: WorkaroundKind;

  @Says('What you do and why, in your words. Nobody reads them but you, with the receipt.')
  @IsText(4000)
  readonly words: string;

  @Says('How many people work with it.') @IsInteger(1, 100_000) readonly users: number;

  @Says('What it costs in a year.') @Optional() @Nested(Cost) readonly yearlyCost?: Cost;

  @Says('The day on which it is renewed or paid again: `2027-03-31`.')
  @Optional()
  @Holds(day)
  readonly renewsOn?: string;
}

/** The receipt is a secret, so it travels in a body: addresses are logged. */
export class ShowReceipt {
  @Says('The receipt that the disclosure was answered with.')
  @IsSingleLine(100)
  readonly receipt: string;
}

export class MatchNeed implements DataOf<NeedCommand, 'MatchNeed'> {
  @Says('The service that can take the place of the workarounds.')
  @IsSlug(64)
  readonly service: string;

  @Says('What it does for them. The disclosers read it.') @IsText(4000) readonly words: string;
}

export class MeetNeed implements DataOf<NeedCommand, 'MeetNeed'> {
  @Says('What there is now. The disclosers read it.') @IsText(4000) readonly words: string;
}
