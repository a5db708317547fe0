import type { RecordedEvent } from '../messages.js';
import { MemoryGeneration } from './memory-generation.js';
import { MemoryViews, sameLayout, type Shelf } from './memory-views.js';
import { ViewFault } from './projection.js';
import { checkTenantScan, checkQuery, checkSelection, checkSum, askable } from './selection.js';
import { ViewPurger, type RowPlace } from './view-purger.port.js';
import {
  CrossTenantReader,
  type KeyRange,
  type TenantScan,
  type Query,
  type Readable,
  type Selection,
  type ViewState,
} from './view-reader.port.js';
import { ViewRebuilder } from './view-rebuilder.port.js';
import type { ViewStore } from './view-store.js';
import { ViewWriter } from './view-writer.port.js';
import type { AnyView } from './view.js';

class MemoryViewReader extends CrossTenantReader {
  constructor(private readonly views: MemoryViews) {
    super();
  }

  async get<Row>(view: Readable<Row>, tenant: string, key: string) {
    return this.views.serving(view).find(tenant, key)?.row as Row | undefined;
  }

  async page<Row>(view: Readable<Row>, query: Query) {
    const serving = this.views.serving(view);
    checkQuery(serving.view, serving.layout, query);
    return serving.page<Row>(query);
  }

  async texts(view: Pick<AnyView, 'name'>, range: KeyRange) {
    return this.views.serving(view).texts(range);
  }

  async count(view: Readable<never>, selection: Selection) {
    const serving = this.views.serving(view);
    checkSelection(serving.view, serving.layout, selection);
    return serving.select(selection).length;
  }

  async countBy(view: Readable<never>, selection: Selection, column: string) {
    const serving = this.views.serving(view);
    checkSelection(serving.view, serving.layout, selection);
    askable(serving.view, serving.layout, column);
    return serving.countBy(selection, column);
  }

  async sumBy(
    view: Readable<never>,
    selection: Selection,
    columns: { readonly sum: string; readonly by: string },
  ) {
    const serving = this.views.serving(view);
    checkSelection(serving.view, serving.layout, selection);
    checkSum(serving.view, serving.layout, columns);
    return serving.sumBy(selection, columns);
  }

  async scanTenants<Row>(view: Readable<Row>, column: string, query: TenantScan) {
    const serving = this.views.serving(view);
    checkTenantScan(serving.view, serving.layout, column);
    return serving.scanTenants<Row>(column, query);
  }

  async position() {
    return this.views.position;
  }

  async states(): Promise<readonly ViewState[]> {
    return [...this.views.shelf].map(([view, { serving, copy }]) => {
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
}

class MemoryViewWriter extends ViewWriter {
  constructor(private readonly views: MemoryViews) {
    super();
  }

  async apply(events: readonly RecordedEvent[]) {
    const before = this.views.applied;
    for (const { serving, copy } of this.views.shelf.values()) {
      if (serving.fault === undefined) serving.advance(events);
      if (copy && copy.fault === undefined && copy.position >= before) copy.advance(events);
    }
    this.views.applied = Math.max(before, events.at(-1)?.position ?? 0);
  }

  async position() {
    return this.views.position;
  }
}

class MemoryViewRebuilder extends ViewRebuilder {
  constructor(private readonly views: MemoryViews) {
    super();
  }

  async beginRebuild(view: AnyView) {
    const { serving, copy } = this.views.shelved(view);
    if (copy && sameLayout(copy, serving.view)) return { position: copy.position };
    this.views.shelf.set(view.name, { serving, copy: new MemoryGeneration(serving.view) });
    return { position: 0 };
  }

  async fill(view: AnyView, events: readonly RecordedEvent[]) {
    const copy = this.views.copy(view);
    copy.advance(events);
    if (copy.fault !== undefined) throw new ViewFault(copy.fault);
    return copy.position;
  }

  async swap(view: AnyView) {
    const copy = this.views.copy(view);
    if (copy.fault !== undefined || copy.position < this.views.applied) return false;
    this.views.shelf.set(view.name, { serving: copy });
    return true;
  }

  async outdated() {
    const serving = [...this.views.shelf.values()].map((shelved) => shelved.serving);
    return serving.filter((each) => !sameLayout(each)).map(({ view }) => view);
  }
}

class MemoryViewPurger extends ViewPurger {
  constructor(private readonly views: MemoryViews) {
    super();
  }

  async reproject(
    view: AnyView,
    rows: readonly RowPlace[],
    events: readonly RecordedEvent[],
    upTo: number,
  ) {
    const { serving, copy } = this.views.shelved(view);
    const generations = copy ? [serving, copy] : [serving];
    if (generations.some(({ position }) => position > upTo)) return false;
    for (const generation of generations) generation.reproject(rows, events);
    return true;
  }

  async purge() {}
}

/** Views in memory: for specs, and the simplest example of what every adapter must do. */
export class MemoryViewStore implements ViewStore {
  readonly reader: CrossTenantReader;
  readonly writer: ViewWriter;
  readonly rebuilder: ViewRebuilder;
  readonly purger: ViewPurger;

  constructor(declared: readonly AnyView[], shelf: Shelf = new Map()) {
    const views = new MemoryViews(declared, shelf);
    this.reader = new MemoryViewReader(views);
    this.writer = new MemoryViewWriter(views);
    this.rebuilder = new MemoryViewRebuilder(views);
    this.purger = new MemoryViewPurger(views);
  }

  async close() {}
}
