import { join } from 'node:path';
import { type EventStore, systemClock } from '#eventing';
import {
  checkNotRolledBack,
  Cosigners,
  FolderWitness,
  Ledger,
  Notary,
  type NoteSigner,
  signerOf,
} from '#ledger';
import { type Log, storedSecret } from '#platform';
import { SqliteLedgerStore } from '#sqlite';

import type { DeskConfig } from './settings.js';

type LedgerConfig = Pick<
  DeskConfig,
  'data' | 'environment' | 'ledgerKeys' | 'ledgerOrigin' | 'ledgerWitness' | 'witnesses'
>;

/** The ledger of a data directory, and the notary that lets it grow. */
export interface OpenedLedger {
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/** The seeds that sign: those of the settings, or one that is made here for development. */
const seedsFor = async ({ data, ledgerKeys }: LedgerConfig, log: Log) => {
  if (ledgerKeys.length > 0) return ledgerKeys;
  log.warn('checkpoints are signed with a development key: set AMENDS_LEDGER_KEY');
  return [await storedSecret(data, 'ledger.key')];
};

const signersOf =
  (origin: string, seeds: readonly Uint8Array[]) =>
  (tenant: string): readonly NoteSigner[] =>
    seeds.map((seed) => signerOf(`${origin}/${tenant}`, seed));

/** Those who hold the last checkpoint outside the data. */
export const witnessesOf = ({ ledgerWitness }: Pick<LedgerConfig, 'ledgerWitness'>) =>
  ledgerWitness === '' ? [] : [new FolderWitness(ledgerWitness)];

/** Throws `RolledBack` when a log must not be written to; for those who write without a desk. */
export const checkLedger = async (
  config: Pick<LedgerConfig, 'data' | 'ledgerWitness'>,
  stored: EventStore,
): Promise<void> => {
  const store = SqliteLedgerStore.open(join(config.data, 'ledger.db'));
  try {
    await checkNotRolledBack(stored, store, witnessesOf(config));
  } finally {
    await store.close();
  }
};

/**
 * Opens the ledger of a log, and follows the log. Throws `RolledBack` when the log is older than the
 * ledger, or the ledger older than what its witness holds.
 */
export const openLedger = async (
  config: LedgerConfig,
  stored: EventStore,
  log: Log,
): Promise<OpenedLedger> => {
  const witnesses = witnessesOf(config);
  if (witnesses.length + config.witnesses.length === 0)
    log.warn('nobody outside the data holds a checkpoint: set AMENDS_LEDGER_WITNESS');
  const signers = signersOf(config.ledgerOrigin, await seedsFor(config, log));
  const store = SqliteLedgerStore.open(join(config.data, 'ledger.db'));
  const onFault = (error: unknown) => log.fault(error);
  const clock = systemClock;
  const cosigners = new Cosigners({ store, witnesses: config.witnesses, onFault });
  const notary = new Notary({
    log: stored,
    store,
    signers,
    witnesses,
    cosigners,
    clock,
    onFault,
  });
  const close = async () => {
    await notary.stop();
    await cosigners.settled();
    await store.close();
  };
  try {
    await checkNotRolledBack(stored, store, witnesses);
    await notary.start();
  } catch (error) {
    await store.close();
    throw error;
  }
  const names = [...witnesses.map(() => 'folder'), ...config.witnesses.map(({ name }) => name)];
  return { ledger: new Ledger({ store, notary, witnesses: names }), close };
};
