import { layoutOf, Recent, type AnyView, type Layout } from '#eventing';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { rmSync } from 'node:fs';
import { Checkpointer } from './checkpointer.js';
import { openDatabase, valueOf } from './database.js';
import { Generation, type GenerationRecord } from './sqlite-view-store-generation.js';
import { CATALOGUE, createGeneration, dropGeneration, FORMAT } from './sqlite-view-store-layout.js';

export interface Generations {
  readonly serving: Generation;
  readonly copy?: Generation;
}

type ViewRecord = GenerationRecord & { readonly view: string };

const eachOf = ({ serving, copy }: Generations) => (copy ? [serving, copy] : [serving]);

const open = (file: string) => openDatabase(file, { synchronous: 'NORMAL', autocheckpoint: 0 });

const versionOf = (database: DatabaseSync) =>
  Number(valueOf(database.prepare('pragma user_version')));

/** A file in another format is made again: it holds nothing that the log does not hold. */
const openInFormat = (file: string): DatabaseSync => {
  const database = open(file);
  const version = versionOf(database);
  if (version === FORMAT) return database;
  if (version === 0 && !valueOf(database.prepare('select 1 from sqlite_schema'))) return database;
  database.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  return open(file);
};

/** Pages that a batch writes to the WAL, roughly: a few for itself, and a few for each event. */
const bytesOf = (events: number) => (8 + events * 4) * 4096;

/**
 * The file of the views: its transactions, its tenants, its generations. What another process (a
 * rebuild by hand) commits is noticed before anything is read or written.
 */
export class ViewFile {
  readonly #database: DatabaseSync;
  readonly #checkpointer: Checkpointer;
  readonly #statements = new Recent<StatementSync>(500);
  readonly #tenants = new Map<string, number>();
  readonly #views: ReadonlyMap<string, AnyView>;
  #generations: ReadonlyMap<string, Generations> = new Map();
  #seen: unknown;

  constructor(file: string, views: readonly AnyView[]) {
    this.#views = new Map(views.map((view) => [view.name, view]));
    this.#database = openInFormat(file);
    this.#seen = this.#dataVersion();
    this.write(() => this.#found());
    this.#checkpointer = new Checkpointer(file);
  }

  /** The generations of each view, as the file has them now. */
  get generations(): ReadonlyMap<string, Generations> {
    this.#refresh();
    return this.#generations;
  }

  /** Everything or nothing. */
  write<Result>(work: () => Result): Result {
    this.prepare('begin immediate').run();
    try {
      this.#refresh();
      const result = work();
      this.prepare('commit').run();
      this.#each(({ rows }) => rows.committed());
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  /** Lets the WAL be carried over when it is time; after a write that counted so many events. */
  checkpoint(events: number): void {
    this.#checkpointer.committed(this.#database, bytesOf(events));
  }

  /** Rows as lists of their columns. */
  all(sql: string, values: readonly SQLInputValue[] = []): readonly (readonly SQLInputValue[])[] {
    return this.prepare(sql).all(...values) as unknown as SQLInputValue[][];
  }

  /** The number under which a tenant's rows are kept; undefined when it has none. */
  tenantNumber(name: string): number | undefined {
    const known = this.#tenants.get(name);
    if (known !== undefined) return known;
    const [[no] = []] = this.all('select no from tenants where name = ?', [name]);
    if (no !== undefined) this.#tenants.set(name, no as number);
    return no as number | undefined;
  }

  moveTo(id: number, position: number): void {
    this.prepare('update generations set position = ? where id = ?').run(position, id);
  }

  create(view: AnyView, serving: boolean): void {
    const layout = layoutOf(view);
    const { lastInsertRowid } = this.prepare(
      'insert into generations (view, layout, position, serving) values (?, ?, 0, ?)',
    ).run(view.name, JSON.stringify(layout), Number(serving));
    createGeneration(this.#database, Number(lastInsertRowid), layout);
  }

  serve(id: number): void {
    this.prepare('update generations set serving = 1 where id = ?').run(id);
  }

  drop(id: number): void {
    this.#statements.clear();
    dropGeneration(this.#database, id);
    this.prepare('delete from generations where id = ?').run(id);
  }

  /** Reads anew which generations there are; those that are still there keep what they remember. */
  reload(known = this.#generations): void {
    const before = new Map([...known.values()].flatMap(eachOf).map((one) => [one.id, one]));
    const found = this.#records().map((record) => {
      const one = before.get(record.id);
      return one?.serving === record.serving ? one : this.#generation(record, one?.fault);
    });
    this.#generations = new Map(
      found
        .filter(({ serving }) => serving)
        .map((serving) => {
          const copy = found.find(({ view, id }) => view === serving.view && id !== serving.id);
          return [serving.view.name, { serving, ...(copy && { copy }) }];
        }),
    );
  }

  async close(): Promise<void> {
    await this.#checkpointer.close();
    if (this.#database.isOpen) this.#database.close();
  }

  prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    statement.setReturnArrays(true);
    this.#statements.set(sql, statement);
    return statement;
  }

  #generation(record: ViewRecord, fault: string | undefined) {
    const view = this.#views.get(record.view)!;
    const generation = new Generation(this.#database, view, record, (name) => this.#number(name));
    generation.fault = fault;
    return generation;
  }

  #number(name: string): number {
    const known = this.tenantNumber(name);
    if (known !== undefined) return known;
    const { lastInsertRowid } = this.prepare('insert into tenants (name) values (?)').run(name);
    this.#tenants.set(name, Number(lastInsertRowid));
    return Number(lastInsertRowid);
  }

  #rollBack() {
    if (this.#database.isTransaction) this.#database.exec('rollback');
    this.#tenants.clear();
    this.#each(({ rows }) => rows.rolledBack());
  }

  #each(act: (generation: Generation) => void) {
    for (const generations of this.#generations.values()) eachOf(generations).forEach(act);
  }

  #dataVersion() {
    return valueOf(this.prepare('pragma data_version'));
  }

  #refresh() {
    const version = this.#dataVersion();
    if (this.#seen === version) return;
    this.#seen = version;
    const faults = this.#generations;
    this.reload(new Map());
    for (const [name, { serving }] of this.#generations) {
      const before = faults.get(name)?.serving;
      if (before?.id === serving.id) serving.fault = before.fault;
    }
  }

  /** The catalogue; a generation for each view that has none; none for views that are no more. */
  #found() {
    if (versionOf(this.#database) !== FORMAT) this.#database.exec(CATALOGUE);
    const records = this.#records();
    for (const { id, view } of records) if (!this.#views.has(view)) this.drop(id);
    const served = new Set(records.filter(({ serving }) => serving).map(({ view }) => view));
    for (const view of this.#views.values()) if (!served.has(view.name)) this.create(view, true);
    this.reload();
  }

  #records(): readonly ViewRecord[] {
    return this.all('select id, view, layout, position, serving from generations').map(
      ([id, view, layout, position, serving]) => ({
        ...{ id: id as number, view: view as string, position: position as number },
        ...{ layout: JSON.parse(layout as string) as Layout, serving: serving === 1 },
      }),
    );
  }
}
