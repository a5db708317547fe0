import { each, Filter, IsPseudonym, Says } from '#platform';
import { TicketFilters } from '../worklist/worklist.requests.js';

/** By what the board of a queue can be filtered. */
export class BoardFilters extends TicketFilters {
  @Says('The pseudonym of the person who works on it.')
  @Filter()
  @IsPseudonym(each)
  readonly assignee?: readonly string[];
}
