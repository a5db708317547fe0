import {
  each,
  Filter,
  IsId,
  IsMoment,
  IsPseudonym,
  IsSlug,
  OneOf,
  Optional,
  Says,
} from '#platform';

import { type ContactChannel, contactChannels } from '../contact/contact.events.js';
import { contactStatuses } from './contact.representation.js';

/** By what contacts can be filtered. */
export class ContactFilters {
  @Says('Open, dropped (the line broke) or ended.')
  @Filter()
  @OneOf(contactStatuses, each)
  readonly status?: readonly (typeof contactStatuses)[number][];

  @Says('How the customer was in contact with us.')
  @Filter()
  @OneOf(contactChannels, each)
  readonly channel?: readonly ContactChannel[];

  @Says('The pseudonym of the customer.')
  @Filter()
  @IsPseudonym(each)
  readonly customer?: readonly string[];

  @Says('The ticket that it is about.') @Filter() @IsId(each) readonly ticket?: readonly string[];

  @Says('The pseudonym of the person who is accountable.')
  @Filter()
  @IsPseudonym(each)
  readonly accountable?: readonly string[];

  @Says('The queue in which it began. Not for customers.')
  @Filter()
  @IsSlug(64, each)
  readonly queue?: readonly string[];

  @Says('The team that had the queue. Not for customers.')
  @Filter()
  @IsId(each)
  readonly team?: readonly string[];

  @Says('The service that it is about.')
  @Filter()
  @IsSlug(64, each)
  readonly service?: readonly string[];

  @Says('It began at this moment or later.') @Optional() @IsMoment() readonly startedAfter?: string;

  @Says('It began before this moment.') @Optional() @IsMoment() readonly startedBefore?: string;
}
