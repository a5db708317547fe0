import type { MessagesOf } from '#eventing';

/** Hours in which somebody works, on days from 1 (Monday) to 7, as the clock on their wall shows. */
export interface WorkingHours {
  readonly days: readonly number[];
  /** `09:00` */
  readonly from: string;
  /** `17:30`; `24:00` is the end of the day. */
  readonly to: string;
}

/** One of those to whom an escalation is offered in turn. All persons are pseudonyms of staff. */
export interface ChainMember {
  readonly manager: string;
  /** Who stands in when the manager is absent or not at work, the first of them that is there. */
  readonly deputies: readonly string[];
  /** An IANA name, such as `Africa/Cairo`. */
  readonly timeZone: string;
  /** Left out: at any hour. */
  readonly hours?: readonly WorkingHours[];
}

/** Everything that can happen to a team. Other contexts may rely on these. */
export type TeamEvent = MessagesOf<{
  TeamCreated: { name: string };
  TeamRenamed: { name: string; was: string };
  MemberAdded: { member: string };
  MemberRemoved: { member: string };
  /** Answers for every queue of the team. */
  AccountablePersonNamed: { person: string; was?: string };
  /** To whom escalations of the team's queues are offered, in this order. */
  EscalationChainSet: { managers: readonly ChainMember[] };
  /** Nobody was left, so the administrator is in their place until somebody else is named. */
  AdministratorNamed: { person: string; because: 'accountable-left' | 'chain-empty' };
}>;
