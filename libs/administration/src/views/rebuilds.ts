import {
  type AnyView,
  type EventStore,
  rebuildUnfinished,
  rebuildViews,
  type ViewState,
  type ViewStore,
} from '#eventing';
import type { Log, PageCache } from '#platform';

interface RebuildDependencies {
  readonly events: EventStore;
  readonly views: Pick<ViewStore, 'reader' | 'rebuilder'>;
  readonly pageCache: PageCache;
}

/**
 * Rebuilds views while the old ones serve. Those requested while others are being built are built
 * together afterwards, in one pass over the log. A stopped rebuild continues at the next start.
 */
export class Rebuilds {
  readonly #stop = new AbortController();
  readonly #requested = new Map<string, AnyView>();
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly parts: RebuildDependencies,
    private readonly known: readonly AnyView[],
    private readonly log: Log,
  ) {}

  /** Undefined for an unknown view. */
  find(name: string): AnyView | undefined {
    return this.known.find((view) => view.name === name);
  }

  /** A view whose rebuild has been requested and has not begun is being built from 0. */
  async states(): Promise<readonly ViewState[]> {
    const states = await this.parts.views.reader.states();
    return states.map((state) =>
      this.#requested.has(state.view) ? { ...state, rebuilding: state.rebuilding ?? 0 } : state,
    );
  }

  head(): Promise<number> {
    return this.parts.events.head();
  }

  /** The views that the code has changed since they were built, and those that were not finished. */
  resume(): void {
    const { events, views } = this.parts;
    this.#next(() => rebuildUnfinished(events, views, this.known, this.#options));
  }

  begin(view: AnyView): void {
    this.#requested.set(view.name, view);
    this.#next(() => this.#buildRequested());
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#last;
  }

  async #buildRequested(): Promise<void> {
    const { events, views: stored } = this.parts;
    const views = [...this.#requested.values()];
    try {
      await rebuildViews(events, stored.rebuilder, views, this.#options);
    } finally {
      for (const { name } of views) this.#requested.delete(name);
    }
  }

  get #options() {
    return { signal: this.#stop.signal };
  }

  #next(work: () => Promise<unknown>) {
    this.#last = this.#last.then(() => this.#run(work));
  }

  async #run(work: () => Promise<unknown>): Promise<void> {
    try {
      if (!this.#stop.signal.aborted) await work();
      this.parts.pageCache.forget();
    } catch (error) {
      if (!this.#stop.signal.aborted) this.log.bug(error);
    }
  }
}
