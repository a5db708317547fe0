import type { CommandsOf } from '#eventing';
import type { Verdict } from '#records';

import type { Code } from './check.events.js';

/** Every command of an identity check. Commands contain only outcomes, never values. */
export type CheckCommand = CommandsOf<{
  /** `code`: the one that was made for it, where the challenge sends one. */
  StartCheck: { customer: string; challenge: string; changing?: string; code?: Code };
  /** `outcomes` of every factor that the current round asks for, answered or not. */
  AnswerCheck: {
    customer: string;
    outcomes: Readonly<Record<string, Verdict>>;
    document?: string;
  };
}>;
