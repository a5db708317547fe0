import type { CommandsOf } from '#eventing';

import type { Disclosed } from './need.events.js';

/** Every command of a need. */
export type NeedCommand = CommandsOf<{
  /** From the handler alone: the actor is the discloser's own pseudonym. */
  DiscloseWorkaround: Disclosed;
  WithdrawWorkaround: { disclosure: string };
  MatchNeed: { service: string; words: string };
  MeetNeed: { words: string };
}>;
