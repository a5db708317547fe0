import { each, Filter, IsId, IsInteger, IsMoment, OneOf, Optional, Says } from '#platform';
import { type Target, targets } from '../policy/level-policy.events.js';
import {
  type ClockState,
  clockStates,
  type Level,
  levels,
  type Outcome,
  outcomes,
} from './clock.events.js';

export class ClockFilters {
  @Says('What there is a time for.')
  @Filter()
  @OneOf(targets, each)
  readonly target?: readonly Target[];

  @Says('Whether it runs.')
  @Filter()
  @OneOf(clockStates, each)
  readonly state?: readonly ClockState[];

  @Says('How much of the time is used.')
  @Filter()
  @OneOf(levels, each)
  readonly level?: readonly Level[];

  @Says('How it ended.') @Filter() @OneOf(outcomes, each) readonly outcome?: readonly Outcome[];

  @Says('The ticket that it belongs to.') @Filter() @IsId(each) readonly ticket?: readonly string[];

  @Says('The id of the policy that it is counted by.')
  @Filter()
  @IsId(each)
  readonly policy?: readonly string[];

  @Says('Due at this moment or later.') @Optional() @IsMoment() readonly dueAfter?: string;
  @Says('Due before this moment.') @Optional() @IsMoment() readonly dueBefore?: string;
}

export class TicketClocksQuery {
  @Says('Count by this version of the policy instead of the one in force. Staff only.')
  @Optional()
  @IsInteger(0, 1_000_000)
  readonly policyVersion?: number;
}
