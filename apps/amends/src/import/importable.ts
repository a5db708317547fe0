import type { StreamStore } from '#eventing';

import type { Given } from '../command.js';
import type { ExitName } from '../exit-codes.js';

/** The result of an import. */
export interface Outcome {
  readonly exit: ExitName;
  readonly says: readonly string[];
  readonly report: object;
}

/** One kind of thing that can be imported. */
export interface Importable {
  /** Called before anything is opened. Throws `Failure` (`usage`). */
  readonly check: (given: Given) => void;
  readonly importInto: (given: Given, store: StreamStore, tenant: string) => Promise<Outcome>;
}

/** How to continue an import that was stopped. */
export const GO_ON = 'Run the same command again to continue; nothing is imported twice.';
