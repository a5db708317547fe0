import type { MessagesOf, Moment } from '#eventing';

/** Why there is an escalation: somebody asked, or a policy noticed something. */
export const causeKinds = [
  'asked',
  'missed-promise',
  'breach',
  'time-budget',
  'low-rating',
] as const;
export type CauseKind = (typeof causeKinds)[number];

export interface EscalationCause {
  readonly kind: CauseKind;
  /** The id of the event from which it follows; absent when somebody asked. */
  readonly id?: string;
}

/** What it is about: ids, at least one. */
export interface EscalationMatter {
  readonly ticket?: string;
  readonly contact?: string;
  readonly promise?: string;
}

/** What is said when somebody asks, for the first time or again. */
export interface EscalationAsked {
  /** The pseudonym of the customer who asks, or for whom it is asked. */
  readonly customer: string;
  readonly cause: EscalationCause;
  /** In their own words; personal. A policy has none. */
  readonly reason?: string;
  /** The outcome that they want; personal. */
  readonly wants?: string;
}

export interface EscalationRequested extends EscalationAsked {
  readonly about: EscalationMatter;
  /** The queue whose chain is asked, and its team at that time. */
  readonly queue?: string;
  readonly team?: string;
  /** Who answers for it until somebody accepts it. */
  readonly accountable: string;
}

/** A place of the chain: a manager, or whoever stands in for them. */
export interface ChainPlace {
  readonly person: string;
  readonly insteadOf?: string;
}

/** Who it was offered to, as which one of its offers. */
interface Offer extends ChainPlace {
  /** 1 for the first one. */
  readonly offer: number;
}

export interface ContactTaken {
  readonly person: string;
  /** The version of the dossier at that moment. */
  readonly version: number;
  readonly contact?: string;
  /** The name that the customer was told. */
  readonly name?: string;
  readonly unread?: true;
}

export const climbReasons = ['declined', 'lapsed'] as const;
export type ClimbReason = (typeof climbReasons)[number];

export const endings = ['confirmed', 'withdrawn', 'erased'] as const;
export type Ending = (typeof endings)[number];

/** Everything that can happen to an escalation. Other contexts may rely on these. */
export type EscalationEvent = MessagesOf<{
  EscalationRequested: EscalationRequested;
  /** Asked for again while it is open. */
  EscalationJoined: EscalationAsked;
  EscalationOffered: Offer & { until: Moment };
  /** `name`: what the customer is told to call them. `until`: by when the customer hears from them. */
  EscalationAccepted: { person: string; offer: number; name?: string; until: Moment };
  /** On record with a reason, which the customer reads. */
  EscalationDeclined: { person: string; offer: number; reason: string; name?: string };
  /** The offer ran out at `until`; `noticed` is later when the process was down. */
  EscalationLapsed: { person: string; offer: number; until: Moment; noticed: Moment };
  EscalationClimbed: { from: string; because: ClimbReason };
  /** The last in line is assigned, not asked. */
  EscalationAssigned: ChainPlace & { until: Moment };
  /** The dossier was put together for the first time as it was at this position of the log. */
  DossierPrepared: { version: number };
  DossierRead: { person: string; version: number };
  /** The customer was contacted. `unread`: by somebody who had not read the dossier as it was. */
  ContactTaken: ContactTaken;
  EscalationResolved: { outcome: string };
  EscalationConfirmed: { words?: string };
  /** By the customer: it is not resolved. The one who has it goes on. */
  EscalationReturned: { reason: string };
  /** By the customer, or because they are about to be erased. */
  EscalationWithdrawn: { because: 'customer' | 'erased'; words?: string };
}>;
