import type { CommandsOf } from '#eventing';

import type { LeaveGiven } from './leave.events.js';

/** The customer is the one who asks, or on whose behalf staff act. */
export type LeaveCommand = CommandsOf<{
  GiveLeaveToSpeak: Omit<LeaveGiven, 'customer'>;
  WithdrawLeaveToSpeak: { words?: string };
  /** From the system, when the customer is about to be erased. */
  WithdrawLeaveForErasure: {};
}>;
