import { IsMoment, Optional, Says } from '#platform';

export class OfferAnswersQuery {
  @Says('Offers that were made at this moment or later. Default: 30 days ago.')
  @Optional()
  @IsMoment()
  readonly from?: string;

  @Says('… and before this moment. Default: now.') @Optional() @IsMoment() readonly to?: string;
}
