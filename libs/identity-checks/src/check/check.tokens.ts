import type { Commands } from '#eventing';

import type { ChangeDecider } from '../change/change.decider.js';

/** What an objection needs besides the checks. */
export interface Checking {
  readonly commands: Pick<Commands, 'send'>;
  readonly changes: ChangeDecider;
  readonly secret: Uint8Array;
}

export const CHECKING = Symbol('checking');

/** The settings of checks. */
export const CHECK_SETTINGS = Symbol('check settings');

/** The settings of changes. */
export const CHANGES = Symbol('changes');
