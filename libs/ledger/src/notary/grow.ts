import { leafHash } from '#eventing';

import { mapRootEntry } from '../map/map-root.js';
import { MapDraft, type MapLeaf, mapKeyOf } from '../map/stream-map.js';
import { signCheckpoint } from '../notes/checkpoint.js';
import { type NoteSigner, verifierKey } from '../notes/note-key.js';
import type { Growth, LedgerStore, StoredLeaf } from '../store/ledger-store.port.js';
import { GrowingTree } from '../tiles/growing-tree.js';

/** What the ledger takes of an event. */
export interface LoggedEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly leaf: Uint8Array;
}

/** The last event of each stream, as the map has it. */
const streamEnds = (events: readonly LoggedEvent[]): readonly MapLeaf[] => {
  const ends = new Map<string, LoggedEvent>();
  for (const event of events) ends.set(event.stream, event);
  return [...ends.values()].map(({ stream, revision, leaf }) => ({
    key: mapKeyOf(stream),
    revision,
    head: leaf,
  }));
};

/** Adds a tenant's new events to its log, then the root of its map, and signs what the log is now. */
export const grow = async (
  store: LedgerStore,
  tenant: string,
  events: readonly LoggedEvent[],
  signers: readonly NoteSigner[],
): Promise<Growth> => {
  const before = (await store.head(tenant))?.size ?? 0;
  const tree = await GrowingTree.open((level, index) => store.tile(tenant, level, index), before);
  const draft = new MapDraft((paths) => store.nodes(tenant, paths));
  for (const { leaf } of events) tree.append(leaf);
  const entry = mapRootEntry({ tenant, size: tree.size, map: await draft.put(streamEnds(events)) });
  tree.append(leafHash(entry));
  const { size } = tree;
  const leaves: StoredLeaf[] = events.map(({ position }, at) => ({ index: before + at, position }));
  leaves.push({ index: size - 1, entry });
  const checkpoint = { origin: signers[0]!.name, size, root: await tree.root() };
  const note = signCheckpoint(checkpoint, signers);
  const keys = signers.map(verifierKey);
  return {
    tenant,
    head: { size, note },
    leaves,
    tiles: tree.changed(),
    nodes: draft.changed,
    keys,
  };
};
