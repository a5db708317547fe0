import type { CommandsOf } from '#eventing';

import type {
  ChainPlace,
  EscalationAsked,
  EscalationMatter,
  EscalationRequested,
} from './escalation.events.js';

/** Those who are there now, in the order of the chain; never empty. */
interface Chain {
  readonly people: readonly ChainPlace[];
}

/** What a policy knows of an escalation that it wants; the rest is filled in before it is decided. */
export interface EscalationWish extends EscalationAsked {
  readonly about: EscalationMatter;
  readonly queue?: string;
  /** Who is part of the cause: asked only when nobody else is left. */
  readonly except?: string;
}

/** Every command of an escalation. */
export type EscalationCommand = CommandsOf<{
  /** Joins the escalation when it is there already. */
  RequestEscalation: EscalationRequested & Chain & { except?: string };
  AcceptEscalation: { name?: string };
  DeclineEscalation: { reason: string; name?: string } & Chain;
  /** From the system, when the deadline of this offer has passed. */
  LapseEscalation: { offer: number } & Chain;
  /** `version` is that of the dossier as it is now. */
  ReadDossier: { version: number };
  TakeContact: { version: number; contact?: string; name?: string };
  /** A telephone system tells that it happened all the same. */
  NoteContact: { version: number; person: string; contact?: string; name?: string };
  ResolveEscalation: { outcome: string };
  ConfirmEscalation: { words?: string };
  ReturnEscalation: { reason: string };
  WithdrawEscalation: { words?: string };
  /** From the system, when the customer is about to be erased. */
  CloseEscalationForErasure: {};
}>;
