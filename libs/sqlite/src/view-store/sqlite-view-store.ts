import {
  askable,
  checkTenantScan,
  checkLayout,
  checkQuery,
  checkSelection,
  ViewFault,
  ViewStore,
  type AnyView,
  type TenantScan,
  type Page,
  type Query,
  type Readable,
  type RecordedEvent,
  type RowPlace,
  type Scalar,
  type Selection,
  type ViewState,
} from '#eventing';

import type { SQLInputValue } from 'node:sqlite';
import type { CommitLimits } from './view-connection.js';
import { ViewFile, type Generations } from './view-file.js';
import type { Generation } from './generation.js';
import type { Place, Statement } from './conditions.js';
import { countSql, tenantScanSql, pageSql, countBySql, type IsShort } from './query.js';
import { isSame } from './layout.js';

type Named = { readonly name: string };
type Result = readonly SQLInputValue[];

const rowIn = <Row>([text]: Result) => JSON.parse(text as string) as Row;

export interface ViewStoreOptions extends CommitLimits {
  /** Ids on a list that is best begun with; a longer one is asked whether a row is on it. */
  readonly short: number;
}

/**
 * Views in a SQLite file of their own, which may be deleted while it is closed: the log holds all
 * of it. Rows and position are committed together, some batches at once,
 * so what is lost is projected again.
 */
export class SqliteViewStore extends ViewStore {
  static open(
    file: string,
    views: readonly AnyView[],
    { short = 500, ...limits }: Partial<ViewStoreOptions> = {},
  ): SqliteViewStore {
    views.forEach(checkLayout);
    return new SqliteViewStore(new ViewFile(file, views, limits), short);
  }

  #purging: Promise<void> | undefined;

  private constructor(
    private readonly file: ViewFile,
    private readonly short: number,
  ) {
    super();
  }

  async apply(events: readonly RecordedEvent[]) {
    if (this.#purging) await this.#purged();
    this.file.offer(events, () => this.file.count(events, () => this.#subscriptions()));
  }

  async position() {
    return this.file.position;
  }

  async states(): Promise<readonly ViewState[]> {
    return [...this.file.generations].map(([view, { serving, copy }]) => {
      const fault = serving.fault ?? copy?.fault;
      return {
        view,
        version: serving.layout.version,
        position: serving.position,
        ...(copy && { rebuilding: copy.position }),
        ...(fault !== undefined && { fault }),
      };
    });
  }

  async get<Row>(view: Readable<Row>, tenant: string, key: string) {
    const { rows } = this.#generations(view).serving;
    const number = this.file.tenantNumber(tenant);
    const text = number === undefined ? undefined : rows.textOf({ tenant: number, key });
    return text === undefined ? undefined : (JSON.parse(text) as Row);
  }

  async page<Row>(view: Readable<Row>, query: Query): Promise<Page<Row>> {
    const { serving } = this.#generations(view);
    checkQuery(serving.view, serving.layout, query);
    const place = this.#place(serving, query);
    return this.#pageOf<Row>(place ? pageSql(place, query, this.#isShort) : [], query.limit);
  }

  async count(view: Readable<never>, selection: Selection) {
    const { serving } = this.#generations(view);
    checkSelection(serving.view, serving.layout, selection);
    const place = this.#place(serving, selection);
    if (!place) return 0;
    const { sql, values } = countSql(place, selection, this.#isShort);
    return this.file.connection.all(sql, values)[0]![0] as number;
  }

  async countBy(view: Readable<never>, selection: Selection, column: string) {
    const { serving } = this.#generations(view);
    checkSelection(serving.view, serving.layout, selection);
    askable(serving.view, serving.layout, column);
    const place = this.#place(serving, selection);
    if (!place) return new Map<Scalar, number>();
    const { sql, values } = countBySql(place, { ...selection, column }, this.#isShort);
    return new Map(this.file.connection.all(sql, values) as [Scalar, number][]);
  }

  async scanTenants<Row>(view: Readable<Row>, column: string, query: TenantScan) {
    const { serving } = this.#generations(view);
    checkTenantScan(serving.view, serving.layout, column);
    return this.#pageOf<Row>(tenantScanSql(serving, column, query), query.limit);
  }

  async beginRebuild(view: AnyView) {
    await this.#purged();
    const { serving, copy } = this.#generations(view);
    if (!copy || !isSame(copy.layout, serving.view))
      this.file.reshape(() => {
        if (copy) this.file.drop(copy.id);
        this.file.create(serving.view, false);
      });
    return { position: this.file.begin(this.#copy(view)) };
  }

  async fill(view: AnyView, events: readonly RecordedEvent[]) {
    if (this.#purging) await this.#purged();
    this.file.fill(events, this.#copy(view));
    const { position, fault } = this.#copy(view);
    if (fault !== undefined) throw new ViewFault(fault);
    return position;
  }

  async swap(view: AnyView) {
    await this.#purged();
    return this.file.reshape(() => {
      const { serving } = this.#generations(view);
      const { id, position, fault } = this.#copy(view);
      if (fault !== undefined || position < Math.max(this.file.applied, serving.position))
        return false;
      this.file.drop(serving.id);
      this.file.serve(id);
      return true;
    });
  }

  async outdated() {
    const serving = [...this.file.generations.values()].map((all) => all.serving);
    return serving.filter(({ current }) => !current).map(({ view }) => view);
  }

  async reproject(
    view: AnyView,
    rows: readonly RowPlace[],
    events: readonly RecordedEvent[],
    upTo: number,
  ) {
    await this.#purged();
    const { serving, copy } = this.#generations(view);
    const generations = copy ? [serving, copy] : [serving];
    if (generations.some(({ position }) => position > upTo)) return false;
    const writes = generations.map((generation) => generation.reproject(rows, events));
    this.file.connection.write(rows.length, () => writes.forEach((write) => write()));
    return true;
  }

  /** One after the other; a file of some hundred megabytes takes seconds. */
  async purge() {
    const before = this.#purging?.catch(() => undefined) ?? Promise.resolve();
    const cleansing = before.then(() => this.file.purge());
    this.#purging = cleansing;
    try {
      await cleansing;
    } finally {
      if (this.#purging === cleansing) this.#purging = undefined;
    }
  }

  async close() {
    await this.#purged();
    await this.file.connection.close();
  }

  /** Whoever writes waits for that; how it ended is not theirs to know. */
  async #purged(): Promise<void> {
    while (this.#purging) await this.#purging.catch(() => undefined);
  }

  readonly #isShort: IsShort = ({ sql, values }) => {
    const [[found] = []] = this.file.connection.all(`select count(*) from (${sql} limit ?)`, [
      ...values,
      this.short + 1,
    ]);
    return (found as number) <= this.short;
  };

  /** Runs statements until there are rows enough; one more tells whether there is a next page. */
  #pageOf<Row>(statements: readonly Statement[], limit: number): Page<Row> {
    const found: Result[] = [];
    for (const { sql, values } of statements) {
      const wanted = limit + 1 - found.length;
      if (wanted > 0) found.push(...this.file.connection.all(sql, [...values, wanted]));
    }
    const rows = found.slice(0, limit).map(rowIn<Row>);
    if (found.length <= limit) return { rows };
    return { rows, next: found[limit - 1]!.slice(1) as readonly Scalar[] };
  }

  /** What serves and does not stand still, and the copies that have come as far. */
  #subscriptions(): readonly Generation[] {
    return [...this.file.generations.values()].flatMap(({ serving, copy }) => [
      ...(serving.fault === undefined ? [serving] : []),
      ...(copy && copy.fault === undefined && copy.position >= this.file.applied ? [copy] : []),
    ]);
  }

  #generations({ name }: Named): Generations {
    const generations = this.file.generations.get(name);
    if (!generations) throw new Error(`There is no view ${name}.`);
    return generations;
  }

  #copy(view: Named): Generation {
    const { copy } = this.#generations(view);
    if (!copy) throw new Error(`View ${view.name} is not being rebuilt.`);
    return copy;
  }

  #place({ id, layout }: Generation, { tenant }: Selection): Place | undefined {
    const number = this.file.tenantNumber(tenant);
    return number === undefined ? undefined : { id, layout, tenant: number };
  }
}
