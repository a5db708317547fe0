import {
  each,
  Filter,
  IsId,
  IsMoment,
  IsPseudonym,
  IsSingleLine,
  IsSlug,
  OneOf,
  Optional,
  Says,
} from '#platform';
import {
  awaited,
  type Closure,
  closures,
  type Kind,
  kinds,
  priorities,
  type Priority,
  type Status,
  statuses,
} from '../ticket/ticket.events.js';

const waits = ['agent', ...awaited] as const;

/** By what every list of tickets can be filtered. Several values, separated by commas: any of them. */
export class TicketFilters {
  @Says('The state that a ticket is in.')
  @Filter()
  @OneOf(statuses, each)
  readonly status?: readonly Status[];

  @Says('The priority by the matrix of impact and urgency.')
  @Filter()
  @OneOf(priorities, each)
  readonly priority?: readonly Priority[];

  @Says('Whether something is broken, or something is wanted.')
  @Filter()
  @OneOf(kinds, each)
  readonly kind?: readonly Kind[];

  @Says('What kind of matter it is.')
  @Filter()
  @IsSingleLine(100, each)
  readonly category?: readonly string[];

  @Says('The service that it is about.')
  @Filter()
  @IsSingleLine(100, each)
  readonly service?: readonly string[];

  @Says('Whose turn it is.')
  @Filter()
  @OneOf(waits, each)
  readonly waitingFor?: readonly (typeof waits)[number][];

  @Says('Opened at this moment or later.') @Optional() @IsMoment() readonly openedAfter?: string;

  @Says('Opened at this moment or earlier.') @Optional() @IsMoment() readonly openedBefore?: string;

  @Says('Changed at this moment or later.') @Optional() @IsMoment() readonly changedAfter?: string;

  @Says('Changed at this moment or earlier.')
  @Optional()
  @IsMoment()
  readonly changedBefore?: string;
}

/** By what the list of all tickets can be filtered. */
export class AllTicketFilters extends TicketFilters {
  @Says('How it was closed.')
  @Filter()
  @OneOf(closures, each)
  readonly closedAs?: readonly Closure[];

  @Says('The queue that it is in. Not for customers.')
  @Filter()
  @IsSlug(64, each)
  readonly queue?: readonly string[];

  @Says('The pseudonym of the person who works on it.')
  @Filter()
  @IsPseudonym(each)
  readonly assignee?: readonly string[];

  @Says('`true`: those that nobody has; with `assignee`, those as well.')
  @Optional()
  @OneOf(['true'])
  readonly unassigned?: 'true';

  @Says('Closed at this moment or later.') @Optional() @IsMoment() readonly closedAfter?: string;

  @Says('Closed at this moment or earlier.') @Optional() @IsMoment() readonly closedBefore?: string;

  @Says('The pseudonym of the customer whose ticket it is.')
  @Filter()
  @IsPseudonym(each)
  readonly requester?: readonly string[];

  @Says('The pseudonym of a person whom it concerns: the customer, or somebody who watches it.')
  @Filter()
  @IsPseudonym(each)
  readonly person?: readonly string[];

  @Says('Where it came from, as `<system>:<number there>`. Not for customers.')
  @Filter()
  @IsSingleLine(200, each)
  readonly origin?: readonly string[];

  @Says('The other system that it came from. Not for customers.')
  @Filter()
  @IsSlug(64, each)
  readonly originSystem?: readonly string[];

  @Says('A ticket that it is linked with. Not for customers.')
  @Filter()
  @IsId(each)
  readonly related?: readonly string[];
}
