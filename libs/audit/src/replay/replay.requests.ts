import type { Moment } from '#eventing';
import { IsMoment, Says } from '#platform';

export class ReadState {
  @Says('The moment up to which what was recorded counts.') @IsMoment() readonly knownAt: Moment;
}

export class ReadDifference {
  @Says('The earlier moment.') @IsMoment() readonly from: Moment;
  @Says('The later moment.') @IsMoment() readonly to: Moment;
}
