import { canonical } from '../log/canonical.js';
import { MemoryGeneration } from './memory-generation.js';
import { checkLayout, layoutOf } from './projection.js';
import type { AnyView } from './view.js';

interface Named {
  readonly name: string;
}

interface Shelved {
  readonly serving: MemoryGeneration;
  readonly copy?: MemoryGeneration;
}

/** What a memory store leaves, so that another one can continue from it. */
export type Shelf = Map<string, Shelved>;

/** The generations that the four roles of a memory store work on, and their positions. */
export class MemoryViews {
  applied = 0;

  constructor(
    views: readonly AnyView[],
    readonly shelf: Shelf,
  ) {
    views.forEach(checkLayout);
    const names = new Set(views.map(({ name }) => name));
    for (const name of shelf.keys()) if (!names.has(name)) shelf.delete(name);
    for (const view of views) this.#shelve(view);
    this.applied = Math.max(0, ...[...shelf.values()].map(({ serving }) => serving.position));
  }

  get position(): number {
    const moving = [...this.shelf.values()].filter(({ serving }) => serving.fault === undefined);
    if (moving.length === 0) return this.applied;
    return Math.min(...moving.map(({ serving }) => serving.position));
  }

  shelved({ name }: Named): Shelved {
    const shelved = this.shelf.get(name);
    if (!shelved) throw new Error(`There is no view ${name}.`);
    return shelved;
  }

  serving(view: Named): MemoryGeneration {
    return this.shelved(view).serving;
  }

  copy(view: Named): MemoryGeneration {
    const { copy } = this.shelved(view);
    if (!copy) throw new Error(`View ${view.name} is not being rebuilt.`);
    return copy;
  }

  /** Continues with what was left, under the view as the code declares it now. */
  #shelve(view: AnyView) {
    const shelved = this.shelf.get(view.name);
    const serving = shelved?.serving.under(view) ?? new MemoryGeneration(view);
    const copy = shelved?.copy?.under(view);
    this.shelf.set(view.name, { serving, ...(copy && { copy }) });
  }
}

export const sameLayout = ({ layout, view }: MemoryGeneration, other: AnyView = view) =>
  canonical(layout) === canonical(layoutOf(other));
