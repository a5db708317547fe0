import { NOTHING, type Checkpoint, type Tombstone } from '#vault';

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openDatabase, valueOf } from '../connection/database.js';
import { StoreFault } from '../event-store/fault.js';
import { prepareVaultSchema } from './vault-schema.js';

/** One person as the file has them. */
export interface PersonRow {
  readonly id: number;
  readonly person: string;
  readonly commitment: string | null;
  readonly since: string;
  readonly destroyed: string | null;
}

export interface SecretRow {
  readonly id: number;
  readonly person: string;
  readonly commitment: string;
  readonly wrapped: Uint8Array;
}

const PERSON = 'id, person, commitment, since, destroyed';

const SQL = {
  begin: 'begin immediate',
  commit: 'commit',
  person: `select ${PERSON} from persons where person = ?`,
  holder: `select ${PERSON} from persons where commitment = ?`,
  list: `select ${PERSON} from persons where person > ? order by person limit ?`,
  gone: 'select person, commitment, destroyed from persons where destroyed is not null order by id',
  secret: 'select wrapped from secrets where id = ?',
  add: 'insert into persons (person, commitment, since, destroyed) values (?, ?, ?, ?)',
  addSecret: 'insert into secrets (id, wrapped) values (?, ?)',
  destroy: 'update persons set destroyed = ? where id = ?',
  overwrite: 'update secrets set wrapped = ? where id = ?',
  foreign: `select id, person, commitment, wrapped from secrets join persons using (id)
    where secrets.id > ? and destroyed is null and substr(wrapped, 1, 8) <> ? order by id limit ?`,
  masters: `select lower(hex(substr(wrapped, 1, 8))) as master, count(*) as keys
    from secrets join persons using (id) where destroyed is null group by 1`,
  destroyed: 'select count(*) as count from persons where destroyed is not null',
  checkpoint: 'select position, leaf from mark',
  setMark:
    'insert into mark (one, position, leaf) values (1, ?, ?) on conflict do update set position = excluded.position, leaf = excluded.leaf',
} as const;

type Statements = { readonly [Name in keyof typeof SQL]: StatementSync };

const tombstoneOf = ({ person, commitment, destroyed }: PersonRow): Tombstone => ({
  person,
  at: destroyed!,
  ...(commitment !== null && { commitment }),
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

  person(person: string): PersonRow | undefined {
    return this.#sql.person.get(person) as PersonRow | undefined;
  }

  holder(commitment: string): PersonRow | undefined {
    return this.#sql.holder.get(commitment) as PersonRow | undefined;
  }

  list(after: string, limit: number): readonly PersonRow[] {
    return this.#sql.list.all(after, limit) as unknown as PersonRow[];
  }

  tombstones(): readonly Tombstone[] {
    return (this.#sql.gone.all() as unknown as PersonRow[]).map(tombstoneOf);
  }

  tombstone(person: string): Tombstone | undefined {
    const row = this.person(person);
    return row?.destroyed ? tombstoneOf(row) : undefined;
  }

  secret(id: number): Uint8Array {
    const row = this.#sql.secret.get(id) as { readonly wrapped: Uint8Array } | undefined;
    if (!row) throw new Error(`${this.file}: the key of person ${id} is missing.`);
    return row.wrapped;
  }

  /** Adds a person with a key. */
  add(person: string, commitment: string, wrapped: Uint8Array): void {
    const { lastInsertRowid: id } = this.#sql.add.run(person, commitment, now(), null);
    this.#sql.addSecret.run(id, wrapped);
  }

  /** Overwrites the person's secret, if there is one; leaves whoever was forgotten as they were. */
  destroy({ person, at }: Tombstone): boolean {
    const row = this.person(person);
    if (row?.destroyed) return false;
    if (!row) this.#sql.add.run(person, null, at, at);
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

const now = () => new Date().toISOString();
