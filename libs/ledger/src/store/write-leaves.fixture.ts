import { GrowingTree } from '../tiles/growing-tree.js';
import type { LedgerStore } from './ledger-store.port.js';

/** Writes a tenant's log of so many leaves at once, each an event whose position is one above its index. */
export const writeLeaves = async (
  store: LedgerStore,
  tenant: string,
  size: number,
  leafAt: (index: number) => Uint8Array,
): Promise<void> => {
  const tree = await GrowingTree.open(async () => undefined, 0);
  const leaves = Array.from({ length: size }, (_, index) => ({ index, position: index + 1 }));
  for (const { index } of leaves) tree.append(leafAt(index));
  const head = { size, note: '' };
  const growth = { tenant, head, leaves, tiles: tree.changed(), nodes: new Map(), keys: [] };
  await store.write([growth], size);
};
