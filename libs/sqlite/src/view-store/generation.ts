import {
  advance,
  changesOf,
  reprojectionOf,
  searchable,
  valueOfColumn,
  ViewFault,
  type AnyView,
  type Change,
  type Layout,
  type Progress,
  type RecordedEvent,
  type RowPlace,
} from '#eventing';

import type { SQLInputValue } from 'node:sqlite';
import type { ViewConnection } from './view-connection.js';
import { isSame } from './layout.js';
import { tokenOf } from './conditions.js';
import { Rows, type Draft, type StoredRow } from './rows.js';

/** A row before the batch, parsed once for each batch. */
interface Found {
  readonly row: unknown;
  readonly entry: StoredRow;
}

export interface GenerationRecord {
  readonly id: number;
  readonly layout: Layout;
  readonly position: number;
  readonly serving: boolean;
}

type TenantNumber = (name: string) => number;

/** One copy of a view in the file: the one that serves, or one that is being built. */
export class Generation {
  readonly id: number;
  readonly layout: Layout;
  readonly serving: boolean;
  readonly rows: Rows;
  /** Whether the rows have the layout that the code declares now. */
  readonly current: boolean;
  position: number;
  fault: string | undefined;

  constructor(
    connection: ViewConnection,
    readonly view: AnyView,
    { id, layout, position, serving }: GenerationRecord,
    private readonly tenants: TenantNumber,
  ) {
    this.id = id;
    this.layout = layout;
    this.position = position;
    this.serving = serving;
    this.current = isSame(layout, view);
    this.rows = new Rows(connection, id, layout, 2000);
  }

  /** Writes how the events change the rows, and returns the new position. */
  advance(events: readonly RecordedEvent[]): Progress {
    return advance(this.position, events, (fresh) => this.#count(fresh));
  }

  /**
   * Builds rows again from those of their events that have been applied, and keeps nothing of their
   * old values. Returns the function that writes them.
   */
  reproject(places: readonly RowPlace[], events: readonly RecordedEvent[]): () => void {
    const counted = events.filter(({ position }) => position <= this.position);
    const planned = ViewFault.in(this.view, () =>
      reprojectionOf(this.view, places, counted).map(({ tenant, key, after }) => {
        const change = { tenant, key, after, before: undefined };
        return [{ ...change, before: this.#find(tenant, key) }, this.#draftOf(change)] as const;
      }),
    );
    const changes = planned.filter(([{ before }, draft]) => before || draft);
    return () => changes.forEach(([change, draft]) => this.#write(change, draft));
  }

  #count(events: readonly RecordedEvent[]) {
    const planned = ViewFault.in(this.view, () =>
      changesOf(this.view, events, (tenant, key) => this.#find(tenant, key)).map(
        (change) => [change, this.#draftOf(change)] as const,
      ),
    );
    for (const [change, draft] of planned) this.#write(change, draft);
  }

  #find(tenant: string, key: string): Found | undefined {
    const entry = this.rows.find({ tenant: this.tenants(tenant), key });
    return entry && { entry, row: JSON.parse(entry.text) as unknown };
  }

  #draftOf({ tenant, before, after }: Change<Found>): Draft | undefined {
    if (after === null) return undefined;
    const names = Object.keys(this.layout.columns);
    const values = names.map((name, index) =>
      this.#value(name, after, before?.entry.values[index]),
    );
    return { text: JSON.stringify(after), values, ...this.#wordsOf(tenant, before, after) };
  }

  /** A column that the code no longer declares keeps its values until the view is rebuilt. */
  #value(name: string, row: unknown, before: SQLInputValue = null): SQLInputValue {
    if (this.view.columns[name]?.type !== this.layout.columns[name]) return before;
    const value = valueOfColumn(this.view, name, row);
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  }

  #wordsOf(tenant: string, before: Found | undefined, after: unknown) {
    const { search } = this.view;
    if (!search || !this.layout.search) return {};
    const text = search(after);
    if (before && this.current && search(before.row) === text) return {};
    const words = searchable(text);
    const token = tokenOf(this.tenants(tenant), '');
    return { words: words && token + words.replaceAll(' ', ` ${token}`) };
  }

  #write({ tenant, key, before }: Change<Found>, draft: Draft | undefined) {
    const where = { tenant: this.tenants(tenant), key };
    if (!before) this.rows.insert(where, draft!);
    else if (draft) this.rows.update(where, before.entry, draft);
    else this.rows.remove(where, before.entry, this.layout.search);
  }
}
