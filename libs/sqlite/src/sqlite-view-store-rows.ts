import { Recent, type Layout } from '#eventing';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { columnSql, tablesOf } from './sqlite-view-store-layout.js';

/** A row as the file holds it: sets are JSON in `values`. */
export interface Entry {
  readonly id: number;
  readonly text: string;
  readonly values: readonly SQLInputValue[];
}

/** What a row is to become. */
export interface Draft {
  readonly text: string;
  readonly values: readonly SQLInputValue[];
  /** Its searchable words; absent where they are as they were. */
  readonly words?: string;
}

const list = (names: readonly string[], separator = ', ') => names.join(separator);

const membersOf = (value: SQLInputValue | undefined): readonly string[] =>
  typeof value === 'string' ? JSON.parse(value) : [];

/** The rows of one copy of a view: found by key, written with their sets and words. */
export class Rows {
  /** What the file holds, of the rows used last; what is written joins it after the commit. */
  readonly #kept: Recent<Entry>;
  readonly #staged = new Map<string, Entry | undefined>();
  readonly #columns: readonly string[];
  readonly #sets: readonly (readonly [index: number, column: string])[];
  readonly #statements = new Map<string, StatementSync>();
  readonly #names: ReturnType<typeof tablesOf>;

  constructor(
    private readonly database: DatabaseSync,
    id: number,
    layout: Layout,
    remembered: number,
  ) {
    this.#kept = new Recent(remembered);
    this.#names = tablesOf(id);
    this.#columns = Object.keys(layout.columns);
    this.#sets = [...this.#columns.entries()].filter(([, name]) => layout.columns[name] === 'set');
  }

  find(tenant: number, key: string): Entry | undefined {
    const place = `${tenant} ${key}`;
    if (this.#staged.has(place)) return this.#staged.get(place);
    const kept = this.#kept.get(place) ?? this.#read(tenant, key);
    if (kept) this.#kept.set(place, kept);
    return kept;
  }

  /** The row as the file holds it. */
  textOf(tenant: number, key: string): string | undefined {
    const sql = `select row from ${this.#names.rows} where tenant = ? and key = ?`;
    const found = this.#prepare(sql, true).get(tenant, key) as unknown as [string] | undefined;
    return found?.[0];
  }

  insert(tenant: number, key: string, { text, values, words = '' }: Draft): void {
    const columns = ['tenant', 'key', 'row', ...this.#columns.map(columnSql)];
    const sql = `insert into ${this.#names.rows} (${list(columns)}) values (${list(columns.map(() => '?'))})`;
    const { lastInsertRowid } = this.#prepare(sql).run(tenant, key, text, ...values);
    const id = Number(lastInsertRowid);
    if (words)
      this.#prepare(`insert into ${this.#names.words} (rowid, words) values (?, ?)`).run(id, words);
    this.#setMembers(tenant, { id, text, values }, []);
    this.#staged.set(`${tenant} ${key}`, { id, text, values });
  }

  /** Writes only the columns that changed, so that only their indexes are touched. */
  update(tenant: number, key: string, before: Entry, { text, values, words }: Draft): void {
    const { id } = before;
    const changed = this.#columns.flatMap((_, index) =>
      values[index] === before.values[index] ? [] : [index],
    );
    const columns = ['row', ...changed.map((index) => columnSql(this.#columns[index]!))];
    const sql = `update ${this.#names.rows} set ${list(columns.map((column) => `${column} = ?`))} where id = ?`;
    this.#prepare(sql).run(text, ...changed.map((index) => values[index]!), id);
    if (words !== undefined)
      this.#prepare(`insert or replace into ${this.#names.words} (rowid, words) values (?, ?)`).run(
        id,
        words,
      );
    this.#setMembers(tenant, { id, text, values }, before.values);
    this.#staged.set(`${tenant} ${key}`, { id, text, values });
  }

  remove(tenant: number, key: string, before: Entry, searched: boolean): void {
    this.#prepare(`delete from ${this.#names.rows} where id = ?`).run(before.id);
    if (searched) this.#prepare(`delete from ${this.#names.words} where rowid = ?`).run(before.id);
    this.#setMembers(tenant, { ...before, values: [] }, before.values);
    this.#staged.set(`${tenant} ${key}`, undefined);
  }

  committed(): void {
    for (const [place, entry] of this.#staged)
      if (entry) this.#kept.set(place, entry);
      else this.#kept.delete(place);
    this.#staged.clear();
  }

  rolledBack(): void {
    this.#staged.clear();
  }

  #read(tenant: number, key: string): Entry | undefined {
    const columns = ['id', 'row', ...this.#columns.map(columnSql)];
    const sql = `select ${list(columns)} from ${this.#names.rows} where tenant = ? and key = ?`;
    const found = this.#prepare(sql, true).get(tenant, key) as unknown as
      SQLInputValue[] | undefined;
    if (!found) return undefined;
    const [id, text, ...values] = found;
    return { id: id as number, text: text as string, values };
  }

  #setMembers(tenant: number, { id, values }: Entry, before: readonly SQLInputValue[]) {
    for (const [index, column] of this.#sets) {
      if (values[index] === before[index]) continue;
      const was = membersOf(before[index]);
      const is = membersOf(values[index]);
      for (const value of was)
        if (!is.includes(value)) this.#member('delete', [tenant, column, value, id]);
      for (const value of is)
        if (!was.includes(value)) this.#member('insert', [tenant, column, value, id]);
    }
  }

  #member(deed: 'insert' | 'delete', values: SQLInputValue[]) {
    const sql = {
      insert: `insert into ${this.#names.sets} (tenant, col, value, id) values (?, ?, ?, ?)`,
      delete: `delete from ${this.#names.sets} where tenant = ? and col = ? and value = ? and id = ?`,
    }[deed];
    this.#prepare(sql).run(...values);
  }

  #prepare(sql: string, arrays = false): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    statement.setReturnArrays(arrays);
    this.#statements.set(sql, statement);
    return statement;
  }
}
