import { Says } from '../requests/says.js';
import { IsSingleLine } from '../requests/vocabulary.js';

export class IssueStreamTicket {
  /** Compared with the path that the ticket is used on; so it need not be one of ours. */
  @Says('The path of the stream, without a query.')
  @IsSingleLine(500)
  readonly path: string;
}
