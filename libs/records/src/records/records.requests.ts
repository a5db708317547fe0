import { IsBoolean } from 'class-validator';
import type { Moment } from '#eventing';
import { each, Filter, IsMoment, IsPseudonym, IsSlug, Optional, Says } from '#platform';

export class CustomerFilters {
  @Says('A system that says something of the customer.')
  @Filter()
  @IsSlug(64, each)
  readonly system?: readonly string[];

  @Says('A field that is contested or disputed.')
  @Filter()
  @IsSlug(64, each)
  readonly restricted?: readonly string[];

  @Says('The record that it was merged into.')
  @Filter()
  @IsPseudonym(each)
  readonly mergedInto?: readonly string[];
}

export class ReadRecord {
  @Says('As it was true at this moment.') @Optional() @IsMoment() readonly asOf?: Moment;
  @Says('As it was known at this moment.') @Optional() @IsMoment() readonly knownAt?: Moment;

  @Says('Whether every claim that was ever made is told, and why each is or is not in force.')
  @Optional()
  @IsBoolean()
  readonly explain?: boolean;
}
