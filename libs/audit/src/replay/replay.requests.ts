import type { Moment } from '#eventing';
import { IsInteger, IsMoment, Optional, Says } from '#platform';

export class ReadReplay {
  @Says('The revision that the page begins with; 0 where it is left out.')
  @Optional()
  @IsInteger(0, 1_000_000_000)
  readonly from?: number;

  @Says('How many frames at most; 50 where it is left out.')
  @Optional()
  @IsInteger(1, 200)
  readonly limit?: number;
}

export class ReadState {
  @Says('The moment up to which what was recorded counts.') @IsMoment() readonly knownAt: Moment;
}

export class ReadDifference {
  @Says('The earlier moment.') @IsMoment() readonly from: Moment;
  @Says('The later moment.') @IsMoment() readonly to: Moment;
}
