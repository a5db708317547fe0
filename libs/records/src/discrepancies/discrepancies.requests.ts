import { each, Filter, IsPseudonym, IsSlug, OneOf, Says } from '#platform';

export const discrepancyStatuses = ['open', 'settled'] as const;

export class DiscrepancyFilters {
  @Says('Whether both sides still differ.')
  @Filter()
  @OneOf(discrepancyStatuses, each)
  readonly status?: readonly (typeof discrepancyStatuses)[number][];

  @Says('The system that says otherwise.')
  @Filter()
  @IsSlug(64, each)
  readonly system?: readonly string[];

  @Says('The field that they differ in.')
  @Filter()
  @IsSlug(64, each)
  readonly field?: readonly string[];

  @Says('The customer’s pseudonym.')
  @Filter()
  @IsPseudonym(each)
  readonly customer?: readonly string[];
}
