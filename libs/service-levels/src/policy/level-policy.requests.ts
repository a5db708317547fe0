import {
  each,
  Filter,
  IsId,
  IsInteger,
  IsPseudonym,
  IsSingleLine,
  Nested,
  NestedList,
  OneOf,
  Optional,
  Says,
  Several,
} from '#platform';
import { type Awaited, awaited, type Kind, kinds, priorities, type Priority } from '#tickets';
import type { LevelPolicy, Scope, Target, TargetTime } from './level-policy.events.js';
import { targets } from './level-policy.events.js';

/** Two years around the clock. */
const MOST = 2 * 366 * 24 * 60;

export class PolicyScope implements Scope {
  @Says('The kinds of tickets. Left out: every kind.')
  @Optional()
  @Several(10, 1)
  @OneOf(kinds, each)
  readonly kinds?: readonly Kind[];

  @Says('The priorities. Left out: every priority.')
  @Optional()
  @Several(10, 1)
  @OneOf(priorities, each)
  readonly priorities?: readonly Priority[];

  @Says('The services. Left out: every service, and none.')
  @Optional()
  @Several(100, 1)
  @IsSingleLine(100, each)
  readonly services?: readonly string[];

  @Says('The pseudonyms of customers. Left out: every customer.')
  @Optional()
  @Several(500, 1)
  @IsPseudonym(each)
  readonly customers?: readonly string[];
}

export class PolicyTarget implements TargetTime {
  @Says('What there is a time for.') @OneOf(targets) readonly target: Target;
  @Says('The time, in minutes of the calendar.') @IsInteger(1, MOST) readonly minutes: number;

  @Says('After how much of the time a clock is at risk, in per cent.')
  @IsInteger(1, 99)
  readonly atRisk: number;
}

/** A policy, whole: the first version, or the next one. */
export class LevelPolicyBody implements LevelPolicy {
  @Says('What the policy is called.') @IsSingleLine(200) readonly name: string;

  @Says('The id of the calendar whose minutes count. Left out: around the clock.')
  @Optional()
  @IsId()
  readonly calendar?: string;

  @Says('Which tickets it is for; the most particular policy is chosen.')
  @Nested(PolicyScope)
  readonly appliesTo: PolicyScope;

  @Says('The times.')
  @NestedList(PolicyTarget, targets.length, 1)
  readonly targets: readonly PolicyTarget[];

  @Says('What a ticket on hold waits for while its clocks are stopped.')
  @Several(awaited.length)
  @OneOf(awaited, each)
  readonly pausesFor: readonly Awaited[];
}

export class LevelPolicyFilters {
  @Says('Whether it is still chosen for tickets.')
  @Filter()
  @OneOf(['in-force', 'retired'], each)
  readonly status?: readonly ('in-force' | 'retired')[];
}

export class LevelPolicyVersionQuery {
  @Says('Which version; the latest where it is left out.')
  @Optional()
  @IsInteger(1, 1_000_000)
  readonly version?: number;
}
