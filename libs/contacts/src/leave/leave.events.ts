import type { MessagesOf, Moment } from '#eventing';

export const leaveScopes = ['everything', 'ticket'] as const;
export type LeaveScope = (typeof leaveScopes)[number];

export interface LeaveGiven {
  /** The customer who gives it. */
  readonly customer: string;
  /** Who may speak for them. */
  readonly to: string;
  readonly scope: LeaveScope;
  /** The ticket, where the scope is one. */
  readonly ticket?: string;
  /** It ends then by itself. */
  readonly until?: Moment;
  /** What the customer said; personal. */
  readonly words?: string;
}

/** One customer's leave to another to speak for them. Other contexts may rely on these. */
export type LeaveEvent = MessagesOf<{
  LeaveToSpeakGiven: LeaveGiven;
  LeaveToSpeakWithdrawn: { because: 'customer' | 'erased'; words?: string };
}>;
