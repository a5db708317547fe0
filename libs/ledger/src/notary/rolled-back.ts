import type { EventStore } from '#eventing';

import { HASH, isSame } from '../merkle/hashing.js';
import { readCheckpoint } from '../notes/checkpoint.js';
import type { LedgerStore } from '../store/ledger-store.port.js';
import { rangeHashIn } from '../tiles/tiles.js';
import type { Witness, WitnessedHead } from './witness.port.js';

/** The log of events, or its ledger, is not what was signed and published before. */
export class RolledBack extends Error {
  override readonly name = 'RolledBack';

  constructor(what: string) {
    super(
      `${what} It was probably restored from an older backup. Nothing is written to it, because what ` +
        'was published would be contradicted. Restore the newest backup of log.db and ledger.db ' +
        'together. If what came later is lost for good: move ledger.db and the witness folder away, ' +
        'and set AMENDS_LEDGER_ORIGIN to a new name, so that a new ledger begins.',
    );
  }
}

/** The leaf before the logged root of the map is the last event. */
const LAST_EVENT = 2;

const hasLastEvent = async (
  log: Pick<EventStore, 'readAll'>,
  store: LedgerStore,
  tenant: string,
) => {
  const { size } = (await store.head(tenant))!;
  const [leaf] = await store.leaves(tenant, size - LAST_EVENT, 1);
  if (!leaf || !('position' in leaf)) return false;
  const [event] = await log.readAll({ after: leaf.position - 1, limit: 1 });
  const tile = await store.tile(tenant, 0, Math.floor(leaf.index / 256));
  const at = (leaf.index % 256) * HASH;
  return event?.position === leaf.position && isSame(event.leaf, tile!.subarray(at, at + HASH));
};

const isPrefix = async (store: LedgerStore, { tenant, note }: WitnessedHead) => {
  const { size, root } = readCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1));
  if (size > ((await store.head(tenant))?.size ?? 0)) return false;
  const rangeHash = rangeHashIn((level, index) => store.tile(tenant, level, index));
  return isSame(await rangeHash(0, size), root);
};

/** Throws `RolledBack` when the log is older than its ledger, or the ledger than what witnesses hold. */
export const checkNotRolledBack = async (
  log: Pick<EventStore, 'readAll'>,
  store: LedgerStore,
  witnesses: readonly Witness[],
): Promise<void> => {
  for (const tenant of await store.tenants())
    if (!(await hasLastEvent(log, store, tenant)))
      throw new RolledBack(`The log lacks events of tenant ${tenant} that its ledger has.`);
  for (const head of (await Promise.all(witnesses.map((one) => one.heads()))).flat())
    if (!(await isPrefix(store, head)))
      throw new RolledBack(
        `The ledger of tenant ${head.tenant} does not contain the checkpoint that a witness holds.`,
      );
};
