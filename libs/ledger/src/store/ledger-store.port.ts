import type { MapNode, Nodes } from '../map/stream-map.js';
import type { Tile } from '../tiles/tiles.js';

/** The last checkpoint of a tenant's log, as it was signed. */
export interface StoredHead {
  readonly size: number;
  readonly note: string;
}

/** A leaf is an event, known by its position in the log of events, or an entry of the ledger's own. */
export type StoredLeaf =
  | { readonly index: number; readonly position: number }
  | { readonly index: number; readonly entry: Uint8Array };

/** A key, and the first and the last size of the log that it has signed. */
export interface KeySpan {
  /** As a verifier key. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** What is new in one tenant's log. */
export interface Growth {
  readonly tenant: string;
  readonly head: StoredHead;
  readonly leaves: readonly StoredLeaf[];
  readonly tiles: readonly Tile[];
  readonly nodes: Nodes;
  /** The verifier keys of those who signed the head. */
  readonly keys: readonly string[];
}

/** Where the Merkle logs of all tenants are. An adapter is correct when it passes `ledgerStoreConformance`. */
export abstract class LedgerStore {
  /** The position of the last event that is in a log; 0 when there is none. */
  abstract position(): Promise<number>;

  abstract tenants(): Promise<readonly string[]>;

  abstract head(tenant: string): Promise<StoredHead | undefined>;

  /** A tile's hashes; those of the last one of a level are as many as there are. */
  abstract tile(tenant: string, level: number, index: number): Promise<Uint8Array | undefined>;

  abstract node(tenant: string, path: string): Promise<MapNode | undefined>;

  /** Those of the nodes that there are, by their paths. */
  abstract nodes(tenant: string, paths: readonly string[]): Promise<Nodes>;

  /** The leaves from an index on, in order. */
  abstract leaves(tenant: string, from: number, limit: number): Promise<readonly StoredLeaf[]>;

  /** Which leaf of its tenant's log the event at that position is. */
  abstract indexOf(position: number): Promise<number | undefined>;

  /** All keys that have signed, in the order in which they began. */
  abstract keys(tenant: string): Promise<readonly KeySpan[]>;

  /** Writes all of it or nothing, durably; `position` is that of the last event in it. */
  abstract write(growths: readonly Growth[], position: number): Promise<void>;

  /** Adds lines of signatures to the head, if it still has that size. */
  abstract cosign(tenant: string, size: number, lines: string): Promise<void>;

  abstract close(): Promise<void>;
}
