import { Says } from '../requests/says.js';
import { IsSingleLine } from '../requests/vocabulary.js';

export class IssueStreamTicket {
  /** Compared with the path on which the ticket is used; it is not checked against our routes. */
  @Says('The path of the stream, without a query.')
  @IsSingleLine(500)
  readonly path: string;
}
