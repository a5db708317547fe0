import type { Commands } from '#eventing';

import type { ChangeDecider } from '../change/change.decider.js';

/** What objections need besides the checks. */
export interface Checking {
  readonly commands: Pick<Commands, 'send'>;
  readonly changes: ChangeDecider;
  readonly secret: Uint8Array;
}

export const CHECKING = Symbol('checking');
