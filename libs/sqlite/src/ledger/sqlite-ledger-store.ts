import type { DatabaseSync } from 'node:sqlite';
import {
  type Growth,
  type KeySpan,
  LedgerStore,
  type MapNode,
  type Nodes,
  type StoredHead,
  type StoredLeaf,
} from '#ledger';

import { openDatabase } from '../connection/database.js';
import { prepareForm } from '../connection/stored-form.js';
import { ledgerForm } from './ledger-schema.js';
import { ledgerStatements } from './ledger-statements.js';

type NodeRow = readonly [
  hashes: Uint8Array,
  key: Uint8Array | null,
  revision: number,
  head: Uint8Array,
];

type NamedNodeRow = readonly [path: string, ...NodeRow];

interface LogRow extends StoredHead {
  readonly number: number;
}

interface KeyRow {
  readonly key: string;
  readonly since: number;
  readonly until: number;
}

const nodeOf = ([hashes, key, revision, head]: NodeRow): MapNode => ({
  hashes,
  ...(key && { leaf: { key, revision, head } }),
});

/** No tenant has this number: nothing is found under it. */
const NO_LOG = 0;

/**
 * The Merkle logs of all tenants in one SQLite file. What is read between two writes belongs to the
 * same checkpoint. Writing is one commit with an fsync, at most twice a second.
 */
export class SqliteLedgerStore extends LedgerStore {
  readonly #sql: ReturnType<typeof ledgerStatements>;
  /** The numbers of logs never change. */
  readonly #numbers = new Map<string, number>();

  private constructor(private readonly database: DatabaseSync) {
    super();
    this.#sql = ledgerStatements(database);
  }

  static open(file: string): SqliteLedgerStore {
    const database = openDatabase(file, { synchronous: 'FULL', cacheKiB: 32_768 });
    try {
      prepareForm(database, file, ledgerForm);
      return new SqliteLedgerStore(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  override async position(): Promise<number> {
    return Number(this.#sql.position.get()?.['position'] ?? 0);
  }

  override async tenants(): Promise<readonly string[]> {
    return this.#sql.tenants.all().map(({ tenant }) => String(tenant));
  }

  override async head(tenant: string): Promise<StoredHead | undefined> {
    const row = this.#log(tenant);
    return row && { size: row.size, note: row.note };
  }

  override async tile(tenant: string, level: number, index: number) {
    const row = this.#sql.tile.get(this.#number(tenant), level, index);
    return row?.['hashes'] as Uint8Array | undefined;
  }

  override async node(tenant: string, path: string): Promise<MapNode | undefined> {
    const row = this.#sql.node.get(this.#number(tenant), path);
    return row && nodeOf(row as unknown as NodeRow);
  }

  override async nodes(tenant: string, paths: readonly string[]): Promise<Nodes> {
    const rows = this.#sql.nodes.all(this.#number(tenant), JSON.stringify(paths));
    return new Map(
      (rows as unknown as NamedNodeRow[]).map(([path, ...row]) => [path, nodeOf(row)]),
    );
  }

  override async leaves(
    tenant: string,
    from: number,
    limit: number,
  ): Promise<readonly StoredLeaf[]> {
    const range = [this.#number(tenant), from, from + limit] as const;
    const [events, entries] = [this.#sql.leaves.all(...range), this.#sql.entries.all(...range)];
    const leaves = [...events, ...entries].map(({ leaf, ...rest }) => ({ index: leaf, ...rest }));
    return (leaves as unknown as StoredLeaf[]).toSorted((one, other) => one.index - other.index);
  }

  override async indexOf(position: number): Promise<number | undefined> {
    return this.#sql.indexOf.get(position)?.['leaf'] as number | undefined;
  }

  override async keys(tenant: string): Promise<readonly KeySpan[]> {
    const rows = this.#sql.keys.all(this.#number(tenant)) as unknown as readonly KeyRow[];
    return rows.map(({ key, since, until }) => ({ key, from: since, to: until }));
  }

  override async write(growths: readonly Growth[], position: number): Promise<void> {
    this.database.exec('begin immediate');
    try {
      for (const growth of growths) this.#grow(growth);
      this.#sql.putPosition.run(position);
      this.database.exec('commit');
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('rollback');
      throw error;
    }
  }

  override async cosign(tenant: string, size: number, lines: string): Promise<void> {
    this.#sql.cosign.run(lines, tenant, size);
  }

  override async close(): Promise<void> {
    if (this.database.isOpen) this.database.close();
  }

  #log(tenant: string): LogRow | undefined {
    return this.#sql.log.get(tenant) as unknown as LogRow | undefined;
  }

  #number(tenant: string): number {
    const known = this.#numbers.get(tenant) ?? this.#log(tenant)?.number;
    if (known !== undefined && !this.database.isTransaction) this.#numbers.set(tenant, known);
    return known ?? NO_LOG;
  }

  #grow({ tenant, head, leaves, tiles, nodes, keys }: Growth) {
    this.#sql.putLog.run(tenant, head.size, head.note);
    const number = this.#number(tenant);
    for (const { level, index, hashes } of tiles)
      this.#sql.putTile.run(number, level, index, hashes);
    for (const leaf of leaves) this.#add(number, leaf);
    for (const [path, node] of nodes) this.#putNode(number, path, node);
    for (const key of keys) this.#sql.putKey.run(number, key, head.size, head.size);
  }

  #add(number: number, leaf: StoredLeaf) {
    if ('position' in leaf) this.#sql.addLeaf.run(leaf.position, number, leaf.index);
    else this.#sql.addEntry.run(number, leaf.index, leaf.entry);
  }

  #putNode(number: number, path: string, { hashes, leaf }: MapNode) {
    const { key = null, revision = null, head = null } = leaf ?? {};
    this.#sql.putNode.run(number, path, hashes, key, revision, head);
  }
}
