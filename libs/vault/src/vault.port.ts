import type { DataKey, KeyName } from './data-key.js';
import type { MasterKey } from './master-key.js';

/** What is left of a key that was destroyed, for ever. */
export interface Tombstone extends KeyName {
  /** When, ISO 8601 in UTC. */
  readonly at: string;
}

/** One key in a list. */
export interface HeldKey extends KeyName {
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

/** What a vault says of a key that somebody names. */
export type Answer = DataKey | 'destroyed';

/** What is needed of a vault to read. */
export type KeyReader = Pick<Vault, 'erasures' | 'keysBy'>;

/**
 * The keys of persons. A person is `<tenant>/<customer id>` and has one key at a time. Keys are what
 * is destroyed, not persons: anyone who was forgotten gets a new key only when that is asked for.
 * An adapter is correct when it passes `vaultConformance`.
 */
export abstract class Vault {
  /** How many keys this process has destroyed: rises with each. */
  abstract readonly erasures: number;

  /**
   * The keys that these persons have, made for those who never had any; durable before they are
   * answered. Refuses with `person.erased` when one of the persons was forgotten and has no new key;
   * then none is made for it.
   */
  abstract keysFor(persons: readonly string[]): Promise<ReadonlyMap<string, DataKey>>;

  /** The keys with these ids. One that is not in the answer was never in this vault. */
  abstract keysBy(ids: readonly string[]): Promise<ReadonlyMap<string, Answer>>;

  /**
   * The names of all keys that these persons have or had. Anyone who never had any gets one, so that an
   * erasure can always name what it destroys.
   */
  abstract keysOf(persons: readonly string[]): Promise<readonly KeyName[]>;

  /**
   * A new key for a person who was forgotten and comes back by themselves; the one they have, if
   * they have one. What was kept under their former keys stays unreadable.
   */
  abstract renew(person: string): Promise<DataKey>;

  /**
   * Destroys these keys, those too that this vault has not: it will never have them. When it answers,
   * no key's bytes are in any file. Keys that were destroyed before are left as they were.
   */
  abstract destroy(keys: readonly KeyName[]): Promise<readonly Tombstone[]>;

  /** What is left of the keys that a person had; empty for anyone who was never forgotten. */
  abstract tombstonesOf(person: string): Promise<readonly Tombstone[]>;

  /** Keys in the order of their persons and ids, after the one given. */
  abstract list(range: {
    readonly after?: KeyName;
    readonly limit: number;
  }): Promise<readonly HeldKey[]>;

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
