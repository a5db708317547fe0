import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Clock,
  type EventStore,
  type RecordedEvent,
  UpcastingEventStore,
  type UpcastersByAggregate,
  upcastersOf,
} from '#eventing';
import type { Context } from '#platform';
import { type DirectoryLock, lockDirectory, SqliteEventStore, SqliteVault } from '#sqlite';
import {
  findMasterKeys,
  hidePersonalValues,
  type MasterKeys,
  TombstoneFile,
  VaultedEventStore,
  type VaultedOptions,
} from '#vault';

import { ensureRestored } from './backup/unfinished.js';
import type { DeskConfig } from './settings.js';

export type LogConfig = Pick<
  DeskConfig,
  'data' | 'environment' | 'masterKey' | 'masterKeyFile' | 'tombstones'
>;

export interface OpenLogOptions extends VaultedOptions {
  /** Default: the system's. */
  readonly clock?: Clock;
}

/** The log of a data directory, and the keys of the persons whose data is in it. */
export interface OpenedLog {
  /** As stored on disk: personal data is encrypted. */
  readonly stored: SqliteEventStore;
  /** Decrypted and in today's schemas, for deciders and views. */
  readonly events: EventStore;
  /** Events as stored on disk, in the form in which `events` reads them. */
  readonly plain: Pick<VaultedEventStore, 'decrypt' | 'disclosures'> & {
    /** The same with `[erased]` in the place of every personal value. */
    hide(events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]>;
  };
  readonly vault: SqliteVault;
  /** Writes everything that was accepted, then closes. */
  close(): Promise<void>;
}

/** The master keys as the settings, or the file that they name, contain them now. */
export const masterKeysFor = (config: LogConfig): MasterKeys => {
  const { data: folder, environment, masterKey, masterKeyFile } = config;
  const stated = {
    ...(masterKey && { keys: masterKey }),
    ...(masterKeyFile && { file: masterKeyFile }),
  };
  return findMasterKeys({ folder, production: environment === 'production', ...stated });
};

/** Where the tombstones are. */
export const tombstoneFileOf = ({ data, tombstones }: LogConfig): string =>
  tombstones || join(data, 'forgotten');

const vaultOf = (config: LogConfig, { clock }: OpenLogOptions): SqliteVault => {
  const tombstones = new TombstoneFile(tombstoneFileOf(config));
  const masters = masterKeysFor(config);
  const options = { masters, tombstones, ...(clock && { clock }) };
  return SqliteVault.open(join(config.data, 'vault.db'), options);
};

/** How events of the contexts that have older schemas are read. */
export const upcastersIn = (contexts: readonly Context[]): UpcastersByAggregate =>
  upcastersOf(contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider)));

const openUnder = (
  lock: DirectoryLock,
  config: LogConfig,
  contexts: readonly Context[],
  options: OpenLogOptions,
): OpenedLog => {
  const vault = vaultOf(config, options);
  const { onFault } = options;
  const path = join(config.data, 'log.db');
  const stored = SqliteEventStore.open(path, { ...(onFault && { onFault }) });
  const vaulted = new VaultedEventStore(stored, vault, options);
  const events = new UpcastingEventStore(vaulted, upcastersIn(contexts));
  const plain: OpenedLog['plain'] = {
    decrypt: async (read) => events.upcast(await vaulted.decrypt(read)),
    disclosures: (event) => vaulted.disclosures(event),
    hide: async (read) => events.upcast(await hidePersonalValues(read)),
  };
  const close = async () => {
    await stored.close();
    await vault.close();
    lock.release();
  };
  return { stored, events, plain, vault, close };
};

/**
 * Makes this process the owner of a data directory, and opens its log. Throws `DirectoryInUse` when
 * another process owns it, `TypeError` when there is no master key, `RestoreUnfinished` when a restore
 * was interrupted.
 */
export const openLog = (
  config: LogConfig,
  contexts: readonly Context[],
  options: OpenLogOptions,
): OpenedLog => {
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(config.data);
  try {
    ensureRestored(config.data);
    return openUnder(lock, config, contexts, options);
  } catch (error) {
    lock.release();
    throw error;
  }
};
