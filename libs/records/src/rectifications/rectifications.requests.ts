import { each, Filter, IsPseudonym, IsSlug, OneOf, Says } from '#platform';
import { noticeStatuses } from './rectifications.view.js';

export class NoticeFilters {
  @Says('How far the notice is.')
  @Filter()
  @OneOf(noticeStatuses, each)
  readonly status?: readonly (typeof noticeStatuses)[number][];

  @Says('The system that it is addressed to.')
  @Filter()
  @IsSlug(64, each)
  readonly recipient?: readonly string[];

  @Says('The field that was wrong.') @Filter() @IsSlug(64, each) readonly field?: readonly string[];

  @Says('The customer’s pseudonym.')
  @Filter()
  @IsPseudonym(each)
  readonly customer?: readonly string[];
}
