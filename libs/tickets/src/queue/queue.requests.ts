import { each, Filter, IsPseudonym, OneOf, Optional, Says } from '#platform';
import { TicketFilters } from '../worklist/worklist.requests.js';

/** By what the board of a queue can be filtered. */
export class BoardFilters extends TicketFilters {
  @Says('The pseudonym of the person who works on it.')
  @Filter()
  @IsPseudonym(each)
  readonly assignee?: readonly string[];

  @Says('`true`: those that nobody has; with `assignee`, those as well.')
  @Optional()
  @OneOf(['true'])
  readonly unassigned?: 'true';
}
