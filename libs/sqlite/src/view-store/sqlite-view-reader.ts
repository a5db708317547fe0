import {
  type AnyView,
  askable,
  checkSum,
  checkTenantScan,
  checkQuery,
  checkSelection,
  CrossTenantReader,
  type KeyRange,
  sortsOf,
  type TenantScan,
  type Page,
  type Query,
  type Readable,
  type Scalar,
  type Selection,
  type ViewState,
} from '#eventing';

import type { SQLInputValue } from 'node:sqlite';
import type { Place, Statement } from './conditions.js';
import type { Generation } from './generation.js';
import { countSql, tenantScanSql, pageSql, countBySql, sumBySql, type IsShort } from './query.js';
import type { ViewFile } from './view-file.js';

type Result = readonly SQLInputValue[];

const rowIn = <Row>([text]: Result) => JSON.parse(text as string) as Row;

export class SqliteViewReader extends CrossTenantReader {
  /**
   * `short`: up to how many ids a query starts with the list; with more, it tests each row against
   * it.
   */
  constructor(
    private readonly file: ViewFile,
    private readonly short: number,
  ) {
    super();
  }

  async get<Row>(view: Readable<Row>, tenant: string, key: string) {
    const { rows } = this.file.generationsOf(view).serving;
    const number = this.file.tenantNumber(tenant);
    const text = number === undefined ? undefined : rows.textOf({ tenant: number, key });
    return text === undefined ? undefined : (JSON.parse(text) as Row);
  }

  async page<Row>(view: Readable<Row>, query: Query): Promise<Page<Row>> {
    const { serving } = this.file.generationsOf(view);
    checkQuery(serving.view, serving.layout, query);
    const place = this.#place(serving, query);
    const sorted = { ...query, sorts: sortsOf(serving.view, query.order) };
    return this.#pageOf<Row>(place ? pageSql(place, sorted, this.#isShort) : [], query.limit);
  }

  async texts(view: Pick<AnyView, 'name'>, { tenant, ...range }: KeyRange) {
    const { rows } = this.file.generationsOf(view).serving;
    const number = this.file.tenantNumber(tenant);
    return number === undefined ? [] : rows.textsOf(number, range);
  }

  async count(view: Readable<never>, selection: Selection) {
    const { serving } = this.file.generationsOf(view);
    checkSelection(serving.view, serving.layout, selection);
    const place = this.#place(serving, selection);
    if (!place) return 0;
    const { sql, values } = countSql(place, selection, this.#isShort);
    return this.file.connection.all(sql, values)[0]![0] as number;
  }

  async countBy(view: Readable<never>, selection: Selection, column: string) {
    const { serving } = this.file.generationsOf(view);
    checkSelection(serving.view, serving.layout, selection);
    askable(serving.view, serving.layout, column);
    const place = this.#place(serving, selection);
    if (!place) return new Map<Scalar, number>();
    const { sql, values } = countBySql(place, { ...selection, column }, this.#isShort);
    return new Map(this.file.connection.all(sql, values) as [Scalar, number][]);
  }

  async sumBy(
    view: Readable<never>,
    selection: Selection,
    columns: { readonly sum: string; readonly by: string },
  ) {
    const { serving } = this.file.generationsOf(view);
    checkSelection(serving.view, serving.layout, selection);
    checkSum(serving.view, serving.layout, columns);
    const place = this.#place(serving, selection);
    if (!place) return new Map<Scalar, number>();
    const { sql, values } = sumBySql(place, { ...selection, ...columns }, this.#isShort);
    return new Map(this.file.connection.all(sql, values) as [Scalar, number][]);
  }

  async scanTenants<Row>(view: Readable<Row>, column: string, query: TenantScan) {
    const { serving } = this.file.generationsOf(view);
    checkTenantScan(serving.view, serving.layout, column);
    return this.#pageOf<Row>(tenantScanSql(serving, column, query), query.limit);
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

  readonly #isShort: IsShort = ({ sql, values }) => {
    const [[found] = []] = this.file.connection.all(`select count(*) from (${sql} limit ?)`, [
      ...values,
      this.short + 1,
    ]);
    return (found as number) <= this.short;
  };

  /** Runs statements until there are enough rows; one extra row shows that there is a next page. */
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

  #place({ id, layout }: Generation, { tenant }: Selection): Place | undefined {
    const number = this.file.tenantNumber(tenant);
    return number === undefined ? undefined : { id, layout, tenant: number };
  }
}
