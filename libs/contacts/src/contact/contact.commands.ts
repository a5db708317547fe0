import type { CommandsOf, Moment } from '#eventing';

import type { ContactChannel, ToldWait, WaitKind } from './contact.events.js';

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
  LinkContact: { ticket: string };
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
  DropContact: {};
  EndContact: { outcome?: string };
  /** From the system, when the customer is about to be erased. */
  EndForErasure: {};
}>;
