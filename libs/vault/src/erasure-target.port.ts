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
   * Leaves nothing of these persons' values, in memory or in any file. May be asked again for the
   * same persons, after a fault or a restart.
   */
  erase(forgotten: readonly Tombstone[]): Promise<ErasureProgress>;
  /**
   * How far it had taken in the log when it was opened: whoever was forgotten since is swept again,
   * because it may have been brought back from a backup. Not for a sink that keeps nothing.
   */
  takenIn?(): Promise<number>;
}

/** What came of an erasure, to be kept and shown: no value, only when and how far. */
export interface PersonErasureReceipt {
  /** `<tenant>/<customer id>` */
  readonly person: string;
  /** Names the key that is no more; absent where there never was one. */
  readonly commitment?: string;
  /** When the key was destroyed, ISO 8601 in UTC. */
  readonly destroyedAt: string;
  readonly sweptAt: string;
  readonly sinks: readonly (ErasureProgress & { readonly name: string })[];
}
