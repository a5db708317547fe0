import type { Moment } from '#eventing';
import { IsBoolean } from 'class-validator';
import { IsMoment, Optional, ReadHistory, Says } from '#platform';

const personal =
  'With `false`: with `[erased]` in the place of every personal value, and no reading is recorded.';

export class ReadReplay extends ReadHistory {
  @Says(personal) @Optional() @IsBoolean() readonly personal?: boolean;
}

export class ReadState {
  @Says('The moment up to which what was recorded counts.') @IsMoment() readonly knownAt: Moment;
}

export class ReadDifference {
  @Says('The earlier moment.') @IsMoment() readonly from: Moment;
  @Says('The later moment.') @IsMoment() readonly to: Moment;
}
