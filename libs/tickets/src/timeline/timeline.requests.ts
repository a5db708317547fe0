import { IsInteger, Optional, Says } from '#platform';

export class ReadTimeline {
  @Says('The revision that the page begins with; 0 where it is left out.')
  @Optional()
  @IsInteger(0, 1_000_000_000)
  readonly from?: number;

  @Says('How many entries at most; 50 where it is left out.')
  @Optional()
  @IsInteger(1, 200)
  readonly limit?: number;
}
