import type { RecordedEvent } from '../messages.js';
import { MemoryGeneration } from './memory-generation.js';
import { checkLayout, layoutOf, ViewFault } from './projection.js';
import { canonical } from '../log/canonical.js';
import { checkTenantScan, checkQuery, checkSelection, askable } from './selection.js';
import {
  ViewStore,
  type TenantScan,
  type Query,
  type Readable,
  type RowPlace,
  type Selection,
  type ViewState,
} from './view-store.port.js';
import type { AnyView } from './view.js';

interface Named {
  readonly name: string;
}

interface Shelved {
  readonly serving: MemoryGeneration;
  readonly copy?: MemoryGeneration;
}

/** What a memory store leaves behind, so that another one can go on with it. */
export type Shelf = Map<string, Shelved>;

/** Views in memory: for specs, and the plainest statement of what every adapter must do. */
export class MemoryViewStore extends ViewStore {
  readonly #views: ReadonlyMap<string, AnyView>;
  #applied = 0;

  constructor(
    views: readonly AnyView[],
    private readonly shelf: Shelf = new Map(),
  ) {
    super();
    views.forEach(checkLayout);
    this.#views = new Map(views.map((view) => [view.name, view]));
    for (const name of shelf.keys()) if (!this.#views.has(name)) shelf.delete(name);
    for (const view of views) this.#shelve(view);
    this.#applied = Math.max(0, ...[...shelf.values()].map(({ serving }) => serving.position));
  }

  async apply(events: readonly RecordedEvent[]) {
    const before = this.#applied;
    for (const { serving, copy } of this.shelf.values()) {
      if (serving.fault === undefined) serving.advance(events);
      if (copy && copy.fault === undefined && copy.position >= before) copy.advance(events);
    }
    this.#applied = Math.max(before, events.at(-1)?.position ?? 0);
  }

  async position() {
    const moving = [...this.shelf.values()].filter(({ serving }) => serving.fault === undefined);
    if (moving.length === 0) return this.#applied;
    return Math.min(...moving.map(({ serving }) => serving.position));
  }

  async states(): Promise<readonly ViewState[]> {
    return [...this.shelf].map(([view, { serving, copy }]) => {
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
    return this.#serving(view).find(tenant, key)?.row as Row | undefined;
  }

  async page<Row>(view: Readable<Row>, query: Query) {
    const serving = this.#serving(view);
    checkQuery(serving.view, serving.layout, query);
    return serving.page<Row>(query);
  }

  async count(view: Readable<never>, selection: Selection) {
    const serving = this.#serving(view);
    checkSelection(serving.view, serving.layout, selection);
    return serving.select(selection).length;
  }

  async countBy(view: Readable<never>, selection: Selection, column: string) {
    const serving = this.#serving(view);
    checkSelection(serving.view, serving.layout, selection);
    askable(serving.view, serving.layout, column);
    return serving.countBy(selection, column);
  }

  async scanTenants<Row>(view: Readable<Row>, column: string, query: TenantScan) {
    const serving = this.#serving(view);
    checkTenantScan(serving.view, serving.layout, column);
    return serving.scanTenants<Row>(column, query);
  }

  async beginRebuild(view: AnyView) {
    const { serving, copy } = this.#shelved(view);
    if (copy && sameLayout(copy, serving.view)) return { position: copy.position };
    this.shelf.set(view.name, { serving, copy: new MemoryGeneration(serving.view) });
    return { position: 0 };
  }

  async fill(view: AnyView, events: readonly RecordedEvent[]) {
    const copy = this.#copy(view);
    copy.advance(events);
    if (copy.fault !== undefined) throw new ViewFault(copy.fault);
    return copy.position;
  }

  async swap(view: AnyView) {
    const copy = this.#copy(view);
    if (copy.fault !== undefined || copy.position < this.#applied) return false;
    this.shelf.set(view.name, { serving: copy });
    return true;
  }

  async outdated() {
    const shelved = [...this.shelf.values()];
    return shelved.filter(({ serving }) => !sameLayout(serving)).map(({ serving }) => serving.view);
  }

  async reproject(
    view: AnyView,
    rows: readonly RowPlace[],
    events: readonly RecordedEvent[],
    upTo: number,
  ) {
    const { serving, copy } = this.#shelved(view);
    const generations = copy ? [serving, copy] : [serving];
    if (generations.some(({ position }) => position > upTo)) return false;
    for (const generation of generations) generation.reproject(rows, events);
    return true;
  }

  async purge() {}

  async close() {}

  /** Goes on with what was left behind, under the view as the code declares it now. */
  #shelve(view: AnyView) {
    const shelved = this.shelf.get(view.name);
    const serving = shelved?.serving.under(view) ?? new MemoryGeneration(view);
    const copy = shelved?.copy?.under(view);
    this.shelf.set(view.name, { serving, ...(copy && { copy }) });
  }

  #shelved({ name }: Named): Shelved {
    const shelved = this.shelf.get(name);
    if (!shelved) throw new Error(`There is no view ${name}.`);
    return shelved;
  }

  #serving(view: Named): MemoryGeneration {
    return this.#shelved(view).serving;
  }

  #copy(view: Named): MemoryGeneration {
    const { copy } = this.#shelved(view);
    if (!copy) throw new Error(`View ${view.name} is not being rebuilt.`);
    return copy;
  }
}

const sameLayout = ({ layout, view }: MemoryGeneration, other: AnyView = view) =>
  canonical(layout) === canonical(layoutOf(other));
