import type { CommandsOf, Moment } from '#eventing';

import type { AttemptOutcome, Promised, PromiseWindow } from './promise.events.js';

/** Moved without a time zone, it stays in the one that it has. */
export interface WishedWindow extends Omit<PromiseWindow, 'timeZone'> {
  readonly timeZone?: string;
}

/** Every command of a promise. */
export type PromiseCommand = CommandsOf<{
  PromiseCallback: Promised;
  PromiseCheckIn: Promised;
  /** By the customer freely; by staff with a reason and before the window ends. */
  MovePromise: { window: WishedWindow; why?: string };
  ReassignPromise: { accountable: string };
  AttemptPromise: { outcome: AttemptOutcome; words?: string };
  KeepPromise: { outcome: string; works?: boolean };
  /** The customer's own answer to a check-in. */
  AnswerCheckIn: { works: boolean; words?: string };
  /** By the customer, or by staff on their behalf. */
  ReleasePromise: { words?: string };
  /** From the system, when the window that ends at `due` has ended. */
  MissPromise: { due: Moment };
  /** From the system, once the manager was told. */
  MarkManagerTold: { manager: string; due: Moment };
  /** From the system: the check-in that is scheduled for this ticket is not wanted any more. */
  RenounceCheckIn: { ticket: string };
  /** From the system, when the customer is about to be erased. */
  ReleaseForErasure: {};
}>;

/** A promise of which the policy that wants it does not know everything. */
export type PromiseWish = Omit<Promised, 'accountable' | 'window' | 'team'> & {
  /** Left out: the accountable person of the queue's team. */
  readonly accountable?: string;
  /** Without a time zone: that of the desk. */
  readonly window: WishedWindow;
};

/**
 * What policies of other contexts send to the aggregate `promise`, with an id derived from their event,
 * so that the same cause promises once. The rest is filled in before it is decided.
 */
export type PromiseWishCommand = CommandsOf<{
  PromiseCallback: PromiseWish;
  PromiseCheckIn: PromiseWish;
}>;
