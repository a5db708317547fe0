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

import { type AskedAgainCause, askedAgainCauses } from '../contact/contact.events.js';

/** By what things that happened in contacts can be filtered. */
class Happened {
  @Says('The team that had the queue.') @Filter() @IsId(each) readonly team?: readonly string[];

  @Says('The pseudonym of the member of staff.')
  @Filter()
  @IsPseudonym(each)
  readonly by?: readonly string[];

  @Says('It happened at this moment or later.') @Optional() @IsMoment() readonly from?: string;

  @Says('It happened before this moment.') @Optional() @IsMoment() readonly to?: string;
}

class AboutCustomers extends Happened {
  @Says('The pseudonym of the customer.')
  @Filter()
  @IsPseudonym(each)
  readonly customer?: readonly string[];

  @Says('The ticket that it is about.') @Filter() @IsId(each) readonly ticket?: readonly string[];
}

export class RefusalFilters extends AboutCustomers {
  @Says('The id of the rule.') @Filter() @IsSlug(64, each) readonly rule?: readonly string[];
}

export class RepeatFilters extends AboutCustomers {
  @Says('Why the customer was made to repeat it.')
  @Filter()
  @OneOf(askedAgainCauses, each)
  readonly cause?: readonly AskedAgainCause[];
}

export const verdicts = ['open', 'endorsed', 'not-endorsed'] as const;

export class DeviationFilters extends Happened {
  @Says('The script.') @Filter() @IsSlug(64, each) readonly script?: readonly string[];

  @Says('Whether a manager has judged it, and how.')
  @Filter()
  @OneOf(verdicts, each)
  readonly verdict?: readonly (typeof verdicts)[number][];
}

class Period {
  @Says('From this moment on. Default: 30 days ago.')
  @Optional()
  @IsMoment()
  readonly from?: string;

  @Says('Before this moment. Default: now.') @Optional() @IsMoment() readonly to?: string;
}

export const refusalGroups = ['rule', 'team', 'ticket', 'by'] as const;
export const repeatGroups = ['cause', 'team', 'ticket', 'by'] as const;
export const deviationGroups = ['place', 'script', 'team', 'verdict'] as const;
export const minuteGroups = ['ticket', 'customer', 'team', 'service'] as const;
export const waitGroups = ['team', 'queue', 'service'] as const;

export class RefusalCounts extends Period {
  @Says('What they are counted by.')
  @OneOf(refusalGroups)
  readonly group: (typeof refusalGroups)[number];
}

export class RepeatCounts extends Period {
  @Says('What they are counted by.')
  @OneOf(repeatGroups)
  readonly group: (typeof repeatGroups)[number];
}

export class DeviationCounts extends Period {
  @Says('What they are counted by; `place` is a script and its step.')
  @OneOf(deviationGroups)
  readonly group: (typeof deviationGroups)[number];
}

export class MinutesQuery extends Period {
  @Says('What they are added up by.')
  @OneOf(minuteGroups)
  readonly group: (typeof minuteGroups)[number];

  @Says('Only about this ticket.') @Optional() @IsId() readonly ticket?: string;

  @Says('Only of this customer.') @Optional() @IsPseudonym() readonly customer?: string;

  @Says('Only of this team.') @Optional() @IsId() readonly team?: string;

  @Says('Only about this service.') @Optional() @IsSlug() readonly service?: string;
}

export class ToldWaitsQuery extends Period {
  @Says('What they are added up by.')
  @OneOf(waitGroups)
  readonly group: (typeof waitGroups)[number];
}
