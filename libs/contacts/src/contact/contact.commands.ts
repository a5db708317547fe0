import type { CommandsOf, Moment } from '#eventing';

import type { AskedAgainCause, ContactChannel, ToldWait, WaitKind } from './contact.events.js';

/** What a handler has found out about a new contact. */
export interface NewContact {
  readonly contact: string;
  readonly customer: string;
  readonly channel: ContactChannel;
  readonly ticket?: string;
  readonly queue?: string;
  readonly team?: string;
  readonly service?: string;
  readonly accountable: string;
  readonly spentBefore?: number;
}

/** Something that the customer has corrected, and that is not settled. */
export interface OpenCorrection {
  readonly of: 'ticket' | 'record';
  /** The ticket, or the customer. */
  readonly id: string;
  /** What of it: a fact of the ticket, a field of the record. */
  readonly what: string;
}

export const noticeKinds = [
  'wait-started',
  'wait-ended',
  'agent-joined',
  'handoff-offered',
  'handoff-accepted',
  'handoff-declined',
  'dropped',
  'ended',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a telephone system tells, in its own order. */
export interface Notice {
  /** The notice's own id: the same one again tells nothing new. */
  readonly notice: string;
  readonly what: NoticeKind;
  /** When it happened. */
  readonly at: Moment;
  readonly wait?: WaitKind;
  readonly told?: ToldWait;
  /** The member of staff who joined, who accepted or who declined. */
  readonly agent?: string;
  readonly toldAs?: string;
  /** The id of the hand-off in that system. */
  readonly handoff?: string;
  /** To whom it is offered: a person or a queue. */
  readonly person?: string;
  readonly queue?: string;
  readonly reason?: string;
}

/** Every command of a contact. */
export type ContactCommand = CommandsOf<{
  StartContact: NewContact;
  LinkContact: { ticket: string; spentBefore?: number };
  NameAccountable: { person: string };
  TellNotice: Notice;
  StartWait: { wait: WaitKind; told?: ToldWait };
  EndWait: { wait: WaitKind };
  JoinContact: { toldAs: string };
  OfferHandoff: { handoff: string; person?: string; queue?: string; reason?: string };
  AcceptHandoff: { handoff: string };
  DeclineHandoff: { handoff: string; reason: string };
  /** From the system, when the offer that ends at `due` has ended. */
  TimeOutHandoff: { handoff: string; due: Moment };
  /** `speaksFor` with the leave that a handler has found. */
  JoinSpeaker: {
    speaker: string;
    name?: string;
    speaksFor?: { customer: string; leave: string };
  };
  TellStory: { words: string; heardBy?: string };
  ReadStory: {};
  AskStoryAgain: { cause: AskedAgainCause; by?: string; seconds?: number; words?: string };
  LeaveScript: { deviation: string; script: string; step: string; reason: string };
  AssessDeviation: { deviation: string; helped: boolean; outcome: string };
  EndorseDeviation: { deviation: string; endorsed: boolean; words?: string };
  /** `corrections` are those that are open, as a handler has found them. */
  RefuseService: {
    refusal: string;
    rule: string;
    reason: string;
    corrections: readonly OpenCorrection[];
  };
  WishToLeave: { leaving: string; service?: string; words?: string };
  CarryOutLeaving: { leaving: string; outcome: string };
  WithdrawLeaving: { leaving: string; words?: string };
  DropContact: {};
  EndContact: { outcome?: string };
  /** From the system, when the budget of the customer's minutes is used up. */
  ExceedBudget: { due: Moment };
  /** From the system, when the customer is about to be erased. */
  EndForErasure: {};
}>;
