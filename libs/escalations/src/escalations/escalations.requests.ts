import {
  each,
  Filter,
  IsId,
  IsMoment,
  IsPseudonym,
  IsSlug,
  OneOf,
  Optional,
  Says,
} from '#platform';

import { type CauseKind, causeKinds } from '../escalation/escalation.events.js';
import { escalationStatuses } from './escalation.representation.js';

/** By what every list of escalations can be filtered. */
export class EscalationFilters {
  @Says('Offered, accepted, resolved or closed.')
  @Filter()
  @OneOf(escalationStatuses, each)
  readonly status?: readonly (typeof escalationStatuses)[number][];

  @Says('Why there is one.')
  @Filter()
  @OneOf(causeKinds, each)
  readonly cause?: readonly CauseKind[];

  @Says('The ticket that it is about.') @Filter() @IsId(each) readonly ticket?: readonly string[];

  @Says('The contact that it is about.') @Filter() @IsId(each) readonly contact?: readonly string[];

  @Says('Due at this moment or later.') @Optional() @IsMoment() readonly dueAfter?: string;

  @Says('Due before this moment.') @Optional() @IsMoment() readonly dueBefore?: string;
}

/** By what the list of all escalations can be filtered. */
export class AllEscalationFilters extends EscalationFilters {
  @Says('The customer who asked for it.')
  @Filter()
  @IsPseudonym(each)
  readonly customer?: readonly string[];

  @Says('The person who has it.') @Filter() @IsPseudonym(each) readonly owner?: readonly string[];

  @Says('The person who answers for it at this moment.')
  @Filter()
  @IsPseudonym(each)
  readonly accountable?: readonly string[];

  @Says('The queue whose chain is asked. Not for customers.')
  @Filter()
  @IsSlug(64, each)
  readonly queue?: readonly string[];

  @Says('The team that had the queue when it was asked for. Not for customers.')
  @Filter()
  @IsId(each)
  readonly team?: readonly string[];
}
