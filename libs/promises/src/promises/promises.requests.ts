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

import {
  type PromiseChannel,
  promiseChannels,
  type PromiseKind,
  promiseKinds,
} from '../promise/promise.events.js';
import { promiseStatuses } from './promise.representation.js';

/** By what every list of promises can be filtered. */
export class PromiseFilters {
  @Says('Due, missed (overdue: the window is over and nobody kept it), kept or released.')
  @Filter()
  @OneOf(promiseStatuses, each)
  readonly status?: readonly (typeof promiseStatuses)[number][];

  @Says('Call-backs, or check-ins.')
  @Filter()
  @OneOf(promiseKinds, each)
  readonly kind?: readonly PromiseKind[];

  @Says('How the customer is reached.')
  @Filter()
  @OneOf(promiseChannels, each)
  readonly channel?: readonly PromiseChannel[];

  @Says('The ticket that it is about.') @Filter() @IsId(each) readonly ticket?: readonly string[];

  @Says('The contact that it is about.') @Filter() @IsId(each) readonly contact?: readonly string[];

  @Says('The escalation that it is about.')
  @Filter()
  @IsId(each)
  readonly escalation?: readonly string[];

  @Says('The window ends at this moment or later.')
  @Optional()
  @IsMoment()
  readonly dueAfter?: string;

  @Says('The window ends before this moment.')
  @Optional()
  @IsMoment()
  readonly dueBefore?: string;
}

/** By what the list of all promises can be filtered. */
export class AllPromiseFilters extends PromiseFilters {
  @Says('The pseudonym of the customer to whom it was made.')
  @Filter()
  @IsPseudonym(each)
  readonly to?: readonly string[];

  @Says('The pseudonym of the person who keeps it.')
  @Filter()
  @IsPseudonym(each)
  readonly accountable?: readonly string[];

  @Says('The queue whose managers are told of a miss. Not for customers.')
  @Filter()
  @IsSlug(64, each)
  readonly queue?: readonly string[];

  @Says('The team that had the queue when it was made. Not for customers.')
  @Filter()
  @IsId(each)
  readonly team?: readonly string[];
}

export class KeptRateQuery {
  @Says(
    'Promises that were kept, or whose window ended, at this moment or later. Default: 30 days ago.',
  )
  @Optional()
  @IsMoment()
  readonly from?: string;

  @Says('… and before this moment. Default: now.') @Optional() @IsMoment() readonly to?: string;
}
