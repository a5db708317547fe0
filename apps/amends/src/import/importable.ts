import type { EventStore } from '#eventing';

import type { Given } from '../command.js';
import type { ExitName } from '../exit-codes.js';

/** What an import came to. */
export interface Outcome {
  readonly exit: ExitName;
  readonly says: readonly string[];
  readonly report: object;
}

/** One kind of thing that can be imported. */
export interface Importable {
  /** Before anything is opened. Throws `Failure` (`usage`). */
  readonly check: (given: Given) => void;
  /** What a dry run is tried on: nothing at all, or the log as it is. */
  readonly isTriedOn: 'nothing' | 'the log';
  readonly importInto: (given: Given, store: EventStore, tenant: string) => Promise<Outcome>;
}

/** How to go on after an import that was stopped. */
export const GO_ON = 'Run the same command again to go on; nothing is imported twice.';
