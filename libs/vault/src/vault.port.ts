import type { DataKey } from './data-key.js';
import type { MasterKey } from './master-key.js';

/** What is left of a key that was destroyed, for ever. */
export interface Tombstone {
  readonly person: string;
  /** Absent where the person never had a key. */
  readonly commitment?: string;
  /** When, ISO 8601 in UTC. */
  readonly at: string;
}

/** One person in a list. */
export interface Holder {
  readonly person: string;
  readonly commitment?: string;
  readonly since: string;
  readonly destroyed?: string;
}

export interface VaultCounts {
  readonly keys: number;
  readonly destroyed: number;
  /** How many keys each master key wraps, by the master key's id. */
  readonly masters: Readonly<Record<string, number>>;
}

/** How far the log has been heeded: its erasures up to this event have been carried out here. */
export interface Checkpoint {
  readonly position: number;
  /** Hex of the event's leaf hash: another log may have another event there. */
  readonly leaf: string;
}

export interface Rotation {
  /** Keys that are wrapped by the new master key now, of all. */
  readonly done: number;
  readonly total: number;
}

/** What a vault says of a key that somebody names by its commitment. */
export type Answer = DataKey | 'destroyed';

/**
 * The keys of persons. A person is `<tenant>/<customer id>` and has one key, or had one.
 * An adapter is correct when it passes `vaultConformance`.
 */
export abstract class Vault {
  /** How many keys this process has destroyed: rises with each. */
  abstract readonly erasures: number;

  /**
   * The keys of these persons, made where there are none yet; durable before they are answered.
   * Refuses with `person.erased` when one of the persons was forgotten; then none is made for it.
   */
  abstract keysFor(persons: readonly string[]): Promise<ReadonlyMap<string, DataKey>>;

  /** The keys with these commitments. One that is not in the answer was never in this vault. */
  abstract keysBy(commitments: readonly string[]): Promise<ReadonlyMap<string, Answer>>;

  /**
   * Destroys the persons' keys, also before they have any: they never get another one. When it
   * answers, the key's bytes are in no file. Whoever was forgotten before is left as they were.
   */
  abstract destroy(persons: readonly string[]): Promise<readonly Tombstone[]>;

  /** The tombstone of a person who was forgotten. */
  abstract tombstone(person: string): Promise<Tombstone | undefined>;

  /** Persons in the order of their names, after the one given. */
  abstract list(range: {
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly Holder[]>;

  abstract count(): Promise<VaultCounts>;

  /**
   * Wraps every key by another master key while the vault is in use; keys that are made meanwhile
   * are wrapped by it too. May be interrupted anywhere, by a fault in `onProgress` as well, and
   * called again; until it ends, the vault opens with the old and the new master key given. To the
   * current one: goes on with what was interrupted.
   */
  abstract rotate(to?: MasterKey, onProgress?: (rotation: Rotation) => void): Promise<void>;

  abstract checkpoint(): Promise<Checkpoint | undefined>;

  abstract setCheckpoint(mark: Checkpoint): Promise<void>;

  abstract close(): Promise<void>;
}
