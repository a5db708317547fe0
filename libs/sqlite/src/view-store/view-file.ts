import { layoutOf, type AnyView, type Layout, type RecordedEvent } from '#eventing';

import { ViewConnection, type CommitLimits } from './view-connection.js';
import { Generation, type GenerationRecord } from './generation.js';
import { createSql, dropSql, tablesOf } from './layout.js';

export interface Generations {
  readonly serving: Generation;
  readonly copy?: Generation;
}

type ViewRecord = GenerationRecord & { readonly view: string };

const eachOf = ({ serving, copy }: Generations) => (copy ? [serving, copy] : [serving]);

/** The file of the views: its tenants, its generations, and their positions. */
export class ViewFile {
  readonly connection: ViewConnection;
  readonly #tenants = new Map<string, number>();
  readonly #views: ReadonlyMap<string, AnyView>;
  #generations: ReadonlyMap<string, Generations> = new Map();
  #applied = 0;
  /**
   * The first applied event that has not been committed; after a failure, the first that was lost.
   */
  #uncommitted: number | undefined;
  #lost: number | undefined;
  /** Copies whose position the caller knows, so it may continue from there. */
  readonly #begun = new Set<number>();

  constructor(file: string, views: readonly AnyView[], limits?: Partial<CommitLimits>) {
    this.#views = new Map(views.map((view) => [view.name, view]));
    this.connection = new ViewConnection(
      file,
      {
        committed: () => void (this.#uncommitted = undefined),
        changed: () => this.#fallBack(),
      },
      limits,
    );
    this.reshape(() => this.#findAll());
    this.#applied = this.#furthest();
  }

  get generations(): ReadonlyMap<string, Generations> {
    return this.#generations;
  }

  generationsOf({ name }: Pick<AnyView, 'name'>): Generations {
    const generations = this.#generations.get(name);
    if (!generations) throw new Error(`There is no view ${name}.`);
    return generations;
  }

  copyOf(view: Pick<AnyView, 'name'>): Generation {
    const { copy } = this.generationsOf(view);
    if (!copy) throw new Error(`View ${view.name} is not being rebuilt.`);
    return copy;
  }

  /** The position up to which events have been offered. */
  get applied(): number {
    return this.#applied;
  }

  /** The position up to which every serving generation that has not stopped has applied events. */
  get position(): number {
    let slowest = Infinity;
    for (const { serving } of this.#generations.values())
      if (serving.fault === undefined) slowest = Math.min(slowest, serving.position);
    return slowest === Infinity ? this.#applied : slowest;
  }

  /**
   * Applies a batch to the generations that need it. Events lost with a failed transaction must be
   * offered again first, because otherwise nobody could notice the gap.
   */
  count(events: readonly RecordedEvent[], which: () => readonly Generation[]): void {
    this.connection.write(events.length, () => {
      for (const generation of which()) {
        const { position, fault } = generation.advance(events);
        if (position !== generation.position) this.#move(generation.id, position);
        generation.position = position;
        generation.fault = fault;
      }
    });
  }

  /** Checks that no event before the batch is missing, and records that it has been offered. */
  offer(events: readonly RecordedEvent[], count: () => void): void {
    if (!this.connection.isOpen) this.#uncommitted = undefined;
    const slowest = this.position;
    const first = events.find(({ position }) => position > slowest);
    if (!first) return;
    if (this.#lost !== undefined && first.position > this.#lost)
      throw new Error(`The views have fallen back; offer all events from ${this.#lost} on again.`);
    count();
    this.#lost = undefined;
    this.#uncommitted ??= first.position;
    this.#applied = Math.max(this.#applied, events.at(-1)!.position);
  }

  /** The position of a copy, from which the caller fills it. */
  begin({ id, position }: Generation): number {
    this.#begun.add(id);
    return position;
  }

  /**
   * Applies a batch to a copy; the caller must know its position, also after it has fallen back.
   */
  fill(events: readonly RecordedEvent[], copy: Generation): void {
    if (!this.#begun.has(copy.id))
      throw new Error(`The copy of ${copy.view.name} is at ${copy.position}; continue from there.`);
    this.count(events, () => [copy]);
  }

  /** Adds or removes generations, and commits that. */
  reshape<Result>(work: () => Result): Result {
    const result = this.connection.write(0, work);
    this.connection.commit();
    this.#load(this.#generations);
    return result;
  }

  /** Rewrites the file, so that nothing that was deleted is left in it. */
  async purge(): Promise<void> {
    const all = [...this.#generations.values()].flatMap(eachOf);
    const searched = all.filter(({ layout }) => layout.search);
    await this.connection.purge(searched.map(({ id }) => tablesOf(id).words));
  }

  create(view: AnyView, serving: boolean): void {
    const layout = layoutOf(view);
    const id = this.connection.run(
      'insert into generations (view, layout, position, serving) values (?, ?, 0, ?)',
      view.name,
      JSON.stringify(layout),
      Number(serving),
    );
    this.connection.exec(createSql(id, layout));
  }

  serve(id: number): void {
    this.connection.run('update generations set serving = 1 where id = ?', id);
  }

  drop(id: number): void {
    this.connection.exec(dropSql(id));
    this.connection.run('delete from generations where id = ?', id);
  }

  /** The number under which a tenant's rows are stored; undefined when it has none. */
  tenantNumber(name: string): number | undefined {
    const known = this.#tenants.get(name);
    if (known !== undefined) return known;
    const [[no] = []] = this.connection.all('select no from tenants where name = ?', [name]);
    if (no !== undefined) this.#tenants.set(name, no as number);
    return no as number | undefined;
  }

  #number(name: string): number {
    const known = this.tenantNumber(name);
    if (known !== undefined) return known;
    const number = this.connection.run('insert into tenants (name) values (?)', name);
    this.#tenants.set(name, number);
    return number;
  }

  #move(id: number, position: number) {
    this.connection.run('update generations set position = ? where id = ?', position, id);
  }

  #furthest() {
    return Math.max(0, ...[...this.#generations.values()].map(({ serving }) => serving.position));
  }

  /** What was read or written may no longer hold: all caches are read again. */
  #fallBack() {
    const known = new Map(
      [...this.#generations.values()].flatMap(eachOf).map((one) => [one.id, one]),
    );
    this.#tenants.clear();
    this.#load(new Map());
    for (const one of [...this.#generations.values()].flatMap(eachOf)) {
      const before = known.get(one.id);
      if (one.serving) one.fault = before?.fault;
      if (one.position !== before?.position) this.#begun.delete(one.id);
    }
    this.#lost = this.#uncommitted ?? this.#lost;
    this.#uncommitted = undefined;
    this.#applied = this.#furthest();
  }

  /** Creates a generation for each view that has none, and deletes those of removed views. */
  #findAll() {
    const records = this.#records();
    for (const { id, view } of records) if (!this.#views.has(view)) this.drop(id);
    const served = new Set(records.filter(({ serving }) => serving).map(({ view }) => view));
    for (const view of this.#views.values()) if (!served.has(view.name)) this.create(view, true);
  }

  /** Reads which generations there are; known ones keep their caches. */
  #load(known: ReadonlyMap<string, Generations>) {
    const before = new Map([...known.values()].flatMap(eachOf).map((one) => [one.id, one]));
    const found = this.#records()
      .filter(({ view }) => this.#views.has(view))
      .map((record) => {
        const one = before.get(record.id);
        return one?.serving === record.serving ? one : this.#generation(record);
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

  #generation(record: ViewRecord) {
    const view = this.#views.get(record.view)!;
    return new Generation(this.connection, view, record, (name) => this.#number(name));
  }

  #records(): readonly ViewRecord[] {
    return this.connection
      .all('select id, view, layout, position, serving from generations')
      .map(([id, view, layout, position, serving]) => ({
        id: id as number,
        view: view as string,
        layout: JSON.parse(layout as string) as Layout,
        position: position as number,
        serving: serving === 1,
      }));
  }
}
