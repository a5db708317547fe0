import type { DataOf, Moment } from '#eventing';
import { Holds, IsId, IsInteger, IsMoment, IsSlug, OneOf, Optional, Says } from '#platform';
import type { RecordCommand } from './record.commands.js';
import { type Channel, channels } from './record.events.js';
import { SaidValue } from './value.requests.js';
import type { Said } from './value.events.js';

type Made = Omit<DataOf<RecordCommand, 'MakeClaim'>, 'customer' | 'assurance' | 'evidence'>;

/** How sure it is that the customer speaks is found out by the check. */
export class MakeClaim implements Made {
  @Says('The field of the record, such as `address`.') @IsSlug() readonly field: string;

  @Says('What is right. Of an address only the parts that change need be said.')
  @Holds(SaidValue)
  readonly value: Said;

  @Says('Since when it is right. Left out, it corrects what was wrong all along.')
  @Optional()
  @IsMoment()
  readonly since?: Moment;

  @Says('How the customer said it; `portal` where it is left out.')
  @Optional()
  @OneOf(channels)
  readonly channel?: Channel;

  @Says('The minutes that the wrong value has cost the customer.')
  @Optional()
  @IsInteger(0, 100_000)
  readonly minutes?: number;

  @Says('The identity check that the customer passed.') @Optional() @IsId() readonly check?: string;
}

export class WithdrawClaim {
  @Says('The identity check that the customer passed.') @Optional() @IsId() readonly check?: string;
}

type Confirmed = Pick<DataOf<RecordCommand, 'ConfirmClaim'>, 'channel'>;

export class ConfirmClaim implements Confirmed {
  @Says('How the customer said it; `portal` where it is left out.')
  @Optional()
  @OneOf(channels)
  readonly channel?: Channel;

  @Says('The kind of document that staff have seen, such as `passport`.')
  @Optional()
  @IsSlug()
  readonly document?: string;

  @Says('The identity check that the customer passed.') @Optional() @IsId() readonly check?: string;
}
