import type { Moment } from '#eventing';
import {
  NOTHING,
  type Checkpoint,
  type HeldKey,
  type KeyName,
  type Tombstone,
  type VaultCounts,
} from '#vault';

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openDatabase, valueOf } from '../connection/database.js';
import { StoreFault } from '../event-store/fault.js';
import { prepareVaultSchema } from './vault-schema.js';

/** One key as the file has it. */
export interface KeyRow extends KeyName {
  readonly id: number;
  readonly since: string;
  readonly destroyed: string | null;
}

export interface SecretRow extends KeyName {
  readonly id: number;
  readonly wrapped: Uint8Array;
}

const listed = ({ person, key, since, destroyed }: KeyRow): HeldKey => ({
  person,
  key,
  since,
  ...(destroyed !== null && { destroyed }),
});

const KEY = 'id, person, key, since, destroyed';

const SQL = {
  begin: 'begin immediate',
  commit: 'commit',
  ofPerson: `select ${KEY} from keys where person = ? order by id`,
  key: `select ${KEY} from keys where key = ?`,
  list: `select ${KEY} from keys where (person, key) > (?, ?) order by person, key limit ?`,
  gone: `select ${KEY} from keys where destroyed is not null order by id`,
  secret: 'select wrapped from secrets where id = ?',
  add: 'insert into keys (person, key, since, destroyed) values (?, ?, ?, ?)',
  addSecret: 'insert into secrets (id, wrapped) values (?, ?)',
  destroy: 'update keys set destroyed = ? where id = ?',
  overwrite: 'update secrets set wrapped = ? where id = ?',
  foreign: `select id, person, key, wrapped from secrets join keys using (id)
    where secrets.id > ? and destroyed is null and substr(wrapped, 1, 8) <> ? order by id limit ?`,
  masters: `select lower(hex(substr(wrapped, 1, 8))) as master, count(*) as keys
    from secrets join keys using (id) where destroyed is null group by 1`,
  destroyed: 'select count(*) as count from keys where destroyed is not null',
  checkpoint: 'select position, leaf from mark',
  setMark:
    'insert into mark (one, position, leaf) values (1, ?, ?) on conflict do update set position = excluded.position, leaf = excluded.leaf',
} as const;

type Statements = { readonly [Name in keyof typeof SQL]: StatementSync };

const tombstoneOf = ({ person, key, destroyed }: KeyRow): Tombstone => ({
  person,
  key,
  at: destroyed!,
});

/** The rows of the vault's file over one connection. Knows SQL; never sees a secret unwrapped. */
export class VaultFile {
  readonly #database: DatabaseSync;
  readonly #sql: Statements;

  constructor(private readonly file: string) {
    this.#database = openDatabase(file, { synchronous: 'FULL', cacheKiB: 8192 });
    try {
      prepareVaultSchema(this.#database, file);
      const prepared = Object.entries(SQL).map(([name, sql]) => [
        name,
        this.#database.prepare(sql),
      ]);
      this.#sql = Object.fromEntries(prepared) as Statements;
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Everything or nothing, durable when it answers. */
  write<Result>(work: () => Result): Result {
    this.#sql.begin.run();
    try {
      const result = work();
      this.#sql.commit.run();
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback');
      throw error;
    }
  }

  /** The keys that a person has or had, in the order in which they were made. */
  ofPerson(person: string): readonly KeyRow[] {
    return this.#sql.ofPerson.all(person) as unknown as KeyRow[];
  }

  key(key: string): KeyRow | undefined {
    return this.#sql.key.get(key) as KeyRow | undefined;
  }

  list({ person, key }: KeyName, limit: number): readonly HeldKey[] {
    return (this.#sql.list.all(person, key, limit) as unknown as KeyRow[]).map(listed);
  }

  count(): VaultCounts {
    const masters = this.masters();
    const keys = Object.values(masters).reduce((sum, count) => sum + count, 0);
    return { keys, destroyed: this.destroyed(), masters };
  }

  /** The ids of master keys that are needed here, and are not among the given ones. */
  mastersBesides(given: readonly string[]): readonly string[] {
    return Object.keys(this.masters()).filter((id) => !given.includes(id));
  }

  tombstones(): readonly Tombstone[] {
    return (this.#sql.gone.all() as unknown as KeyRow[]).map(tombstoneOf);
  }

  tombstone(key: string): Tombstone | undefined {
    const row = this.key(key);
    return row?.destroyed ? tombstoneOf(row) : undefined;
  }

  secret(id: number): Uint8Array {
    const row = this.#sql.secret.get(id) as { readonly wrapped: Uint8Array } | undefined;
    if (!row) throw new Error(`${this.file}: the secret of key ${id} is missing.`);
    return row.wrapped;
  }

  add({ person, key }: KeyName, since: Moment, wrapped: Uint8Array): void {
    const { lastInsertRowid: id } = this.#sql.add.run(person, key, since, null);
    this.#sql.addSecret.run(id, wrapped);
  }

  /** Overwrites the key's secret, if it is here; leaves a key that was destroyed before as it was. */
  destroy({ person, key, at }: Tombstone): boolean {
    const row = this.key(key);
    if (row?.destroyed) return false;
    if (!row) this.#sql.add.run(person, key, at, at);
    else {
      this.#sql.overwrite.run(NOTHING, row.id);
      this.#sql.destroy.run(at, row.id);
    }
    return true;
  }

  rewrap(id: number, wrapped: Uint8Array): void {
    this.#sql.overwrite.run(wrapped, id);
  }

  /** Secrets that another master key than this one wraps. */
  wrappedByOthers(master: string, after: number, limit: number): readonly SecretRow[] {
    const rows = this.#sql.foreign.all(after, Buffer.from(master, 'hex'), limit);
    return rows as unknown as SecretRow[];
  }

  /** How many secrets each master key wraps. */
  masters(): Readonly<Record<string, number>> {
    const rows = this.#sql.masters.all() as unknown as { master: string; keys: number }[];
    return Object.fromEntries(rows.map(({ master, keys }) => [master, keys]));
  }

  destroyed(): number {
    return Number(valueOf(this.#sql.destroyed));
  }

  checkpoint(): Checkpoint | undefined {
    return this.#sql.checkpoint.get() as Checkpoint | undefined;
  }

  setCheckpoint({ position, leaf }: Checkpoint): void {
    this.#sql.setMark.run(position, leaf);
  }

  /** Carries everything over into the file and empties the WAL, so that nothing old is left in it. */
  purge(): void {
    const busy = valueOf(this.#database.prepare('pragma wal_checkpoint(truncate)'));
    if (busy !== 0)
      throw new StoreFault(`${this.file} is being read; what was overwritten is still beside it.`);
  }

  /** Lets go of a file that has failed. */
  abandon(): void {
    this.#database.close();
  }

  close(): void {
    if (!this.#database.isOpen) return;
    this.purge();
    this.#database.close();
  }
}
