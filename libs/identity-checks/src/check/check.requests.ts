import { Holds, IsSingleLine, IsSlug, Optional, Says } from '#platform';
import { SaidAnswers } from '#records';

import type { Said } from './factor-comparison.handler.js';
import type { Starting } from './identity-checks.handler.js';

export class StartCheck implements Starting {
  @Says('The challenge of the settings that is put, such as `questions` or `code`.')
  @IsSlug()
  readonly challenge: string;

  @Says('The field with the telephone number or e-mail address that a code is wanted on.')
  @Optional()
  @IsSlug()
  readonly route?: string;

  @Says('The field that the customer wants to change.')
  @Optional()
  @IsSlug()
  readonly changing?: string;
}

export class AnswerCheck {
  @Says('What the customer said to each factor that was asked for.')
  @Holds(SaidAnswers)
  readonly answers: Said;
}

export class ObjectToChange {
  @Says('The code that the old telephone number or e-mail address was sent.')
  @Optional()
  @IsSingleLine(100)
  readonly code?: string;
}
