import type { CommandsOf } from '#eventing';
import type { Verdict } from '#records';

import type { Code } from './check.events.js';

/** Everything that can be asked of an identity check. Values never come this far: only outcomes do. */
export type CheckCommand = CommandsOf<{
  /** `code`: the one that was made for it, where the challenge sends one. */
  StartCheck: { customer: string; challenge: string; changing?: string; code?: Code };
  /** `outcomes` of every factor that the present round asks for, whatever was said to it. */
  AnswerCheck: {
    customer: string;
    outcomes: Readonly<Record<string, Verdict>>;
    document?: string;
  };
}>;
