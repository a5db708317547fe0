import type { MessagesOf, Moment } from '#eventing';
import type { Awaited, Kind, Priority } from '#tickets';

/**
 * What is promised a time for. `first-response`: our first words to the customer. `update`: from each
 * of our words to the next ones. `resolution`: until the ticket is closed.
 */
export const targets = ['first-response', 'update', 'resolution'] as const;
export type Target = (typeof targets)[number];

/** So many minutes of working time; at risk when so much of them has passed. */
export interface TargetTime {
  readonly target: Target;
  readonly minutes: number;
  /** Of the minutes, in per cent. */
  readonly atRisk: number;
}

/** Which tickets a policy is for: all of what is named has to fit; what is left out fits always. */
export interface Scope {
  readonly kinds?: readonly Kind[];
  readonly priorities?: readonly Priority[];
  readonly services?: readonly string[];
  /** Pseudonyms. */
  readonly customers?: readonly string[];
}

export interface LevelPolicy {
  readonly name: string;
  /** The id of a calendar; around the clock where it is left out. */
  readonly calendar?: string;
  readonly appliesTo: Scope;
  readonly targets: readonly TargetTime[];
  /** What a ticket on hold waits for while its clocks are stopped. */
  readonly pausesFor: readonly Awaited[];
}

interface PolicyVersion {
  readonly version: number;
  readonly policy: LevelPolicy;
  readonly from: Moment;
}

/** What can happen to a policy of service levels. */
export type LevelPolicyEvent = MessagesOf<{
  ServiceLevelPolicyCreated: PolicyVersion;
  ServiceLevelPolicyPublished: PolicyVersion;
  /** It is chosen for no ticket any more. */
  ServiceLevelPolicyRetired: { readonly version: number };
}>;
