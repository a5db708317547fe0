import { type KeyRange, RecentCache, type Layout } from '#eventing';

import type { SQLInputValue } from 'node:sqlite';
import type { ViewConnection } from './view-connection.js';
import { columnSql, tablesOf } from './layout.js';

/** A row as the file stores it: sets are JSON in `values`. */
export interface StoredRow {
  readonly id: number;
  readonly text: string;
  readonly values: readonly SQLInputValue[];
}

/** The new content of a row. */
export interface Draft {
  readonly text: string;
  readonly values: readonly SQLInputValue[];
  /** Its searchable words; absent if they did not change. */
  readonly words?: string;
}

/** Where a row is. */
export interface Whereabouts {
  readonly tenant: number;
  readonly key: string;
}

const statementsOf = (id: number, columns: readonly string[]) => {
  const { rows, words, sets } = tablesOf(id);
  const all = ['tenant', 'key', 'row', ...columns];
  return {
    find: `select ${['id', 'row', ...columns].join(', ')} from ${rows} where tenant = ? and key = ?`,
    text: `select row from ${rows} where tenant = ? and key = ?`,
    texts: `select row from ${rows} where tenant = ? and key >= ? and key < ? order by key limit ?`,
    insert: `insert into ${rows} (${all.join(', ')}) values (${all.map(() => '?').join(', ')})`,
    remove: `delete from ${rows} where id = ?`,
    addWords: `insert into ${words} (rowid, words) values (?, ?)`,
    setWords: `insert or replace into ${words} (rowid, words) values (?, ?)`,
    removeWords: `delete from ${words} where rowid = ?`,
    addMember: `insert into ${sets} (tenant, col, value, id) values (?, ?, ?, ?)`,
    removeMember: `delete from ${sets} where tenant = ? and col = ? and value = ? and id = ?`,
  };
};

const membersOf = (value: SQLInputValue | undefined): readonly string[] =>
  typeof value === 'string' ? JSON.parse(value) : [];

/** The rows of one copy of a view: found by key, written with their sets and words. */
export class Rows {
  /** A cache of the rows used last. */
  readonly #kept: RecentCache<StoredRow>;
  readonly #columns: readonly string[];
  readonly #sets: readonly (readonly [index: number, column: string])[];
  readonly #sql: ReturnType<typeof statementsOf>;
  readonly #updates = new Map<string, string>();

  constructor(
    private readonly connection: ViewConnection,
    private readonly id: number,
    { columns }: Layout,
    remembered: number,
  ) {
    const names = Object.keys(columns);
    this.#kept = new RecentCache(remembered);
    this.#columns = names.map(columnSql);
    this.#sets = [...names.entries()].filter(([, name]) => columns[name] === 'set');
    this.#sql = statementsOf(id, this.#columns);
  }

  find({ tenant, key }: Whereabouts): StoredRow | undefined {
    const place = `${tenant} ${key}`;
    const kept = this.#kept.get(place);
    if (kept) return kept;
    const found = this.connection.get(this.#sql.find, tenant, key);
    if (!found) return undefined;
    const [id, text, ...values] = found as [number, string, ...SQLInputValue[]];
    this.#kept.set(place, { id, text, values });
    return { id, text, values };
  }

  textOf({ tenant, key }: Whereabouts): string | undefined {
    const place = `${tenant} ${key}`;
    return (
      this.#kept.get(place)?.text ??
      (this.connection.get(this.#sql.text, tenant, key)?.[0] as string)
    );
  }

  textsOf(tenant: number, { from, to, limit }: Omit<KeyRange, 'tenant'>): readonly string[] {
    const found = this.connection.all(this.#sql.texts, [tenant, from, to, limit]);
    return found.map(([text]) => text as string);
  }

  insert(where: Whereabouts, { text, values, words }: Draft): void {
    const { tenant, key } = where;
    const id = this.connection.run(this.#sql.insert, tenant, key, text, ...values);
    if (words) this.connection.run(this.#sql.addWords, id, words);
    this.#keep(where, { id, text, values }, []);
  }

  /** Writes only the columns that changed, so that only their indexes are touched. */
  update(where: Whereabouts, before: StoredRow, { text, values, words }: Draft): void {
    const { id } = before;
    const changed: number[] = [];
    for (const [index, value] of values.entries())
      if (value !== before.values[index]) changed.push(index);
    const now = changed.map((index) => values[index]!);
    this.connection.run(this.#updateOf(changed), text, ...now, id);
    if (words !== undefined) this.connection.run(this.#sql.setWords, id, words);
    this.#keep(where, { id, text, values }, before.values);
  }

  remove(where: Whereabouts, before: StoredRow, searched: boolean): void {
    this.connection.run(this.#sql.remove, before.id);
    if (searched) this.connection.run(this.#sql.removeWords, before.id);
    this.#keep(where, { ...before, values: [] }, before.values);
    this.#kept.delete(`${where.tenant} ${where.key}`);
  }

  #keep({ tenant, key }: Whereabouts, entry: StoredRow, before: readonly SQLInputValue[]) {
    for (const [index, column] of this.#sets)
      if (entry.values[index] !== before[index])
        this.#setMembers(
          [tenant, column, entry.id],
          membersOf(before[index]),
          membersOf(entry.values[index]),
        );
    this.#kept.set(`${tenant} ${key}`, entry);
  }

  #setMembers(
    [tenant, column, id]: readonly [number, string, number],
    was: readonly string[],
    is: readonly string[],
  ) {
    for (const value of was.filter((member) => !is.includes(member)))
      this.connection.run(this.#sql.removeMember, tenant, column, value, id);
    for (const value of is.filter((member) => !was.includes(member)))
      this.connection.run(this.#sql.addMember, tenant, column, value, id);
  }

  #updateOf(changed: readonly number[]): string {
    const known = this.#updates.get(changed.join());
    if (known) return known;
    const columns = ['row', ...changed.map((index) => this.#columns[index]!)];
    const assigned = columns.map((column) => `${column} = ?`).join(', ');
    const sql = `update ${tablesOf(this.id).rows} set ${assigned} where id = ?`;
    this.#updates.set(changed.join(), sql);
    return sql;
  }
}
