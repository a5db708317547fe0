import type { KeyName } from './data-key.js';
import type { Tombstone } from './vault.port.js';

/** How far a sink is: nothing of what the log holds up to this position is left in it in plain. */
export interface ErasureProgress {
  readonly position: number;
}

/**
 * A place beside the log that holds what the log says: views and their search, files, kept answers,
 * caches. It is swept after the keys were destroyed, so whatever it reads from the log again is
 * without them.
 */
export interface ErasureTarget {
  readonly name: string;
  /**
   * Leaves nothing of the values that were kept under these keys, in memory or in any file; what the
   * same person said under another key stays. May be asked again for the same keys, after a fault or
   * a restart.
   */
  erase(destroyed: readonly Tombstone[]): Promise<ErasureProgress>;
  /**
   * How far it had taken in the log when it was opened: what was destroyed since is swept again,
   * because it may have been brought back from a backup. Not for a sink that keeps nothing.
   */
  takenIn?(): Promise<number>;
}

/** What came of the erasure of a key, to be kept and shown: no value, only when and how far. */
export interface KeyErasureReceipt extends KeyName {
  /** When the key was destroyed, ISO 8601 in UTC. */
  readonly destroyedAt: string;
  readonly sweptAt: string;
  readonly sinks: readonly (ErasureProgress & { readonly name: string })[];
}
