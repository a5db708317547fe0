import { Optional } from '../requests/metadata.js';
import { Says } from '../requests/says.js';
import { IsInteger, IsSingleLine } from '../requests/vocabulary.js';

/** A page of what happened to one thing, in order. */
export class ReadHistory {
  @Says('The version that the history begins with. Default: 1, the first.')
  @Optional()
  @IsInteger(1, 1_000_000_000)
  readonly from?: number;

  @Says('Where the page begins: `nextCursor` of the page before it.')
  @Optional()
  @IsSingleLine(1000)
  readonly cursor?: string;

  @Says('The maximum number of items. Default: 50.')
  @Optional()
  @IsInteger(1, 200)
  readonly limit?: number;
}
