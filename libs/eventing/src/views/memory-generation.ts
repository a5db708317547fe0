import type { RecordedEvent } from '../messages.js';
import {
  advance,
  changesOf,
  layoutOf,
  reprojectionOf,
  valueOfColumn,
  ViewFault,
} from './projection.js';
import type { Change, Kept, Layout } from './projection.js';
import { holdsAll, phrasesOf, searchable } from './search-text.js';
import { compareScalars, comparePlaces, sortsOf, holds } from './selection.js';
import type { RowPlace } from './view-purger.port.js';
import type { KeyRange, TenantScan, Page, Query, Selection } from './view-reader.port.js';
import type { AnyView, Scalar } from './view.js';

interface IndexedRow {
  readonly key: string;
  readonly text: string;
  readonly values: Readonly<Record<string, Scalar | readonly string[]>>;
  readonly words: string;
}

type Made = Omit<Change<Kept>, 'before'>;

type Rows = Map<string, Map<string, IndexedRow>>;

const rowOf = <Row>({ text }: IndexedRow) => JSON.parse(text) as Row;

const up = { descending: false, nullsLast: false };
const byScanOrder = comparePlaces([up, up, up]);

/** One copy of a view's rows, in memory. Rows are kept as JSON text, as in a file. */
export class MemoryGeneration {
  readonly layout: Layout;
  position = 0;
  fault: string | undefined;

  constructor(
    readonly view: AnyView,
    from?: MemoryGeneration,
    private readonly rows: Rows = from?.rows ?? new Map(),
  ) {
    this.layout = from?.layout ?? layoutOf(view);
    this.position = from?.position ?? 0;
  }

  /** The same rows, for a version of the view with other code. */
  under(view: AnyView): MemoryGeneration {
    return new MemoryGeneration(view, this);
  }

  advance(events: readonly RecordedEvent[]): void {
    const { position, fault } = advance(this.position, events, (fresh) => this.#count(fresh));
    this.position = position;
    this.fault = fault;
  }

  /** Builds rows again from those of their events that have been applied. */
  reproject(places: readonly RowPlace[], events: readonly RecordedEvent[]): void {
    const counted = events.filter(({ position }) => position <= this.position);
    const changes = ViewFault.in(this.view, () => reprojectionOf(this.view, places, counted));
    this.#set(changes);
  }

  find(tenant: string, key: string): Kept | undefined {
    const entry = this.rows.get(tenant)?.get(key);
    return entry && { row: rowOf(entry) };
  }

  select({ tenant, where = {}, search = '', also }: Selection): IndexedRow[] {
    const phrases = phrasesOf(search);
    const conditions = Object.entries(where);
    return [...(this.rows.get(tenant)?.values() ?? [])].filter(
      ({ values, words }) =>
        conditions.every(([column, condition]) => holds(condition, values[column]!)) &&
        (holdsAll(words, phrases) || (also && holds(also.values, values[also.column]!))),
    );
  }

  page<Row>({ order = [], after, limit, ...selection }: Query): Page<Row> {
    const placeOf = ({ key, values }: IndexedRow) => [
      ...order.map(({ column }) => values[column] as Scalar),
      key,
    ];
    const compare = comparePlaces(sortsOf(this.view, order));
    const entries = this.select(selection)
      .filter((entry) => !after || compare(placeOf(entry), after) > 0)
      .toSorted((a, b) => compare(placeOf(a), placeOf(b)));
    const rows = entries.slice(0, limit).map(rowOf<Row>);
    return entries.length > limit ? { rows, next: placeOf(entries[limit - 1]!) } : { rows };
  }

  texts({ tenant, from, to, limit }: KeyRange): readonly string[] {
    return [...(this.rows.get(tenant)?.values() ?? [])]
      .filter(({ key }) => key >= from && key < to)
      .toSorted((one, other) => compareScalars(one.key, other.key))
      .slice(0, limit)
      .map(({ text }) => text);
  }

  countBy(selection: Selection, column: string): ReadonlyMap<Scalar, number> {
    const counts = new Map<Scalar, number>();
    for (const { values } of this.select(selection))
      for (const value of [values[column]!].flat() as Scalar[])
        counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  }

  sumBy(
    selection: Selection,
    { sum, by }: { readonly sum: string; readonly by: string },
  ): ReadonlyMap<Scalar, number> {
    const sums = new Map<Scalar, number>();
    for (const { values } of this.select(selection)) {
      const group = values[by] as Scalar;
      sums.set(group, (sums.get(group) ?? 0) + Number(values[sum] ?? 0));
    }
    return sums;
  }

  scanTenants<Row>(column: string, { until, after, limit }: TenantScan): Page<Row> {
    const compare = comparePlaces((after ?? []).map(() => up));
    const found = [...this.rows]
      .flatMap(([tenant, rows]) =>
        [...rows.values()].map((entry) => ({
          entry,
          place: [entry.values[column] as Scalar, tenant, entry.key],
        })),
      )
      .filter(({ place: [value] }) => value !== null && compareScalars(value!, until) <= 0)
      .filter(({ place }) => !after || compare(place, after) > 0)
      .toSorted((a, b) => byScanOrder(a.place, b.place));
    const rows = found.slice(0, limit).map(({ entry }) => rowOf<Row>(entry));
    return found.length > limit ? { rows, next: found[limit - 1]!.place } : { rows };
  }

  #count(events: readonly RecordedEvent[]) {
    this.#set(
      ViewFault.in(this.view, () =>
        changesOf(this.view, events, (tenant, key) => this.find(tenant, key)),
      ),
    );
  }

  #set(changes: readonly Made[]) {
    const entries = ViewFault.in(this.view, () =>
      changes.map((change) => ({
        ...change,
        entry: change.after === null ? undefined : this.#indexedRowOf(change),
      })),
    );
    for (const { tenant, key, entry } of entries) {
      if (!this.rows.has(tenant)) this.rows.set(tenant, new Map());
      if (entry) this.rows.get(tenant)!.set(key, entry);
      else this.rows.get(tenant)!.delete(key);
    }
  }

  #indexedRowOf({ key, after }: Made): IndexedRow {
    const columns = Object.keys(this.view.columns);
    const values = columns.map((name) => [name, valueOfColumn(this.view, name, after)]);
    const words = searchable(this.view.search?.(after) ?? '');
    return { key, text: JSON.stringify(after), values: Object.fromEntries(values), words };
  }
}
