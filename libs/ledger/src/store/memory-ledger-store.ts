import type { MapNode } from '../map/stream-map.js';
import {
  type Growth,
  type KeySpan,
  LedgerStore,
  type StoredHead,
  type StoredLeaf,
} from './ledger-store.port.js';

class MemoryLog {
  head!: StoredHead;
  readonly leaves: StoredLeaf[] = [];
  readonly tiles = new Map<string, Uint8Array>();
  readonly nodes = new Map<string, MapNode>();
  readonly keys = new Map<string, KeySpan>();

  grow({ head, leaves, tiles, nodes, keys }: Growth): void {
    this.head = head;
    for (const leaf of leaves) this.leaves.push(leaf);
    for (const { level, index, hashes } of tiles)
      this.tiles.set(`${level}/${index}`, Uint8Array.from(hashes));
    for (const [path, node] of nodes) this.nodes.set(path, node);
    for (const key of keys) {
      const from = this.keys.get(key)?.from ?? head.size;
      this.keys.set(key, { key, from, to: head.size });
    }
  }
}

/** Merkle logs in memory, for tests: the same contract, nothing kept. */
export class MemoryLedgerStore extends LedgerStore {
  readonly #logs = new Map<string, MemoryLog>();
  readonly #indexes = new Map<number, number>();
  #position = 0;

  async position() {
    return this.#position;
  }

  async tenants() {
    return [...this.#logs.keys()].toSorted();
  }

  async head(tenant: string) {
    return this.#logs.get(tenant)?.head;
  }

  async tile(tenant: string, level: number, index: number) {
    return this.#logs.get(tenant)?.tiles.get(`${level}/${index}`);
  }

  async node(tenant: string, path: string) {
    return this.#logs.get(tenant)?.nodes.get(path);
  }

  async nodes(tenant: string, paths: readonly string[]) {
    const found = paths.map((path) => [path, this.#logs.get(tenant)?.nodes.get(path)] as const);
    return new Map(found.flatMap(([path, node]) => (node ? [[path, node] as const] : [])));
  }

  async leaves(tenant: string, from: number, limit: number) {
    return this.#logs.get(tenant)?.leaves.slice(from, from + limit) ?? [];
  }

  async indexOf(position: number) {
    return this.#indexes.get(position);
  }

  async keys(tenant: string) {
    return [...(this.#logs.get(tenant)?.keys.values() ?? [])];
  }

  async write(growths: readonly Growth[], position: number) {
    for (const growth of growths) this.#grow(growth);
    this.#position = position;
  }

  async cosign(tenant: string, size: number, lines: string) {
    const log = this.#logs.get(tenant);
    if (log?.head.size === size) log.head = { size, note: log.head.note + lines };
  }

  async close() {
    // Nothing is open.
  }

  #grow(growth: Growth) {
    const log = this.#logs.get(growth.tenant) ?? new MemoryLog();
    this.#logs.set(growth.tenant, log);
    log.grow(growth);
    for (const leaf of growth.leaves)
      if ('position' in leaf) this.#indexes.set(leaf.position, leaf.index);
  }
}
