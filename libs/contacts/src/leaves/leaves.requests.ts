import { each, Filter, IsPseudonym, OneOf, Says } from '#platform';

export const leaveStatuses = ['given', 'withdrawn'] as const;

export class LeaveFilters {
  @Says('The pseudonym of the customer who gave it.')
  @Filter()
  @IsPseudonym(each)
  readonly customer?: readonly string[];

  @Says('The pseudonym of the person who may speak.')
  @Filter()
  @IsPseudonym(each)
  readonly to?: readonly string[];

  @Says('Given, or withdrawn again.')
  @Filter()
  @OneOf(leaveStatuses, each)
  readonly status?: readonly (typeof leaveStatuses)[number][];
}
