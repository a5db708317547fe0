import type { MessagesOf, Moment } from '#eventing';

export const promiseKinds = ['callback', 'check-in'] as const;
export type PromiseKind = (typeof promiseKinds)[number];

/** How the customer wants to be reached. */
export const promiseChannels = ['phone', 'chat', 'mail', 'visit', 'portal'] as const;
export type PromiseChannel = (typeof promiseChannels)[number];

/** When it will be kept. The moments are in UTC; the customer reads them in their time zone. */
export interface PromiseWindow {
  readonly from: Moment;
  readonly to: Moment;
  /** An IANA name, such as `Africa/Cairo`. */
  readonly timeZone: string;
}

/** What the promise is about: ids. */
export interface PromiseMatter {
  readonly ticket?: string;
  readonly contact?: string;
  readonly escalation?: string;
}

export interface Promised {
  /** The customer's pseudonym. */
  readonly to: string;
  /** In the customer's words where they said it; personal. */
  readonly topic: string;
  readonly about: PromiseMatter;
  readonly window: PromiseWindow;
  readonly channel: PromiseChannel;
  /** The one member of staff who keeps it. */
  readonly accountable: string;
  /** The queue whose chain is told of a miss, and its team at that time. */
  readonly queue?: string;
  readonly team?: string;
  /** The id of the event from which it follows, when no person made it. */
  readonly cause?: string;
}

export const attemptOutcomes = ['no-answer', 'busy', 'voicemail', 'wrong-route', 'other'] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

export const releaseReasons = ['customer', 'erased'] as const;
export type ReleaseReason = (typeof releaseReasons)[number];

/** Everything that can happen to a promise. Other contexts may rely on these. */
export type PromiseEvent = MessagesOf<{
  CallbackPromised: Promised;
  CheckInPromised: Promised;
  /** `why` is there whenever we moved it; the customer needs no reason. */
  PromiseMoved: {
    by: 'customer' | 'staff';
    window: PromiseWindow;
    was: PromiseWindow;
    why?: string;
  };
  PromiseReassigned: { accountable: string; from: string };
  /** Tried, and the customer was not reached. */
  PromiseAttempted: { outcome: AttemptOutcome; words?: string };
  /** `outcome` in words, or `works`, the answer to a check-in, or both. */
  PromiseKept: { outcome?: string; works?: boolean; late?: true };
  /** The window ended at `due`; `noticed` is later when the process was down. */
  PromiseMissed: { due: Moment; noticed: Moment };
  /** The manager who was told of the miss. */
  ManagerTold: { manager: string; due: Moment };
  PromiseReleased: { because: ReleaseReason; words?: string };
  /** The check-in that would have been promised here is not: its customer is about to be erased. */
  CheckInRenounced: { ticket: string };
}>;
