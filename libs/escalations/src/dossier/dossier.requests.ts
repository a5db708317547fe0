import { IsId, IsPseudonym, IsSingleLine, Optional, Says } from '#platform';

export class TakeContact {
  @Says('The contact, if there is one.') @Optional() @IsId() readonly contact?: string;

  @Says('The name that the customer is told.') @Optional() @IsSingleLine() readonly name?: string;
}

export class NoteContact extends TakeContact {
  @Says('Who was connected with the customer.') @IsPseudonym() readonly person: string;
}
