import { IsBoolean } from 'class-validator';
import { IsFileName, IsText, Optional, Says } from '#platform';

export class AddAttachment {
  @Says('What the file is called.') @IsFileName() readonly name: string;

  @Says('Whether customers do not see it; `false` where it is left out.')
  @Optional()
  @IsBoolean()
  readonly staffOnly?: boolean;
}

export class RemoveAttachment {
  @Says('Why. Who may read the ticket reads it.') @IsText(1000) readonly reason: string;
}
