import {
  type AnyView,
  type EventStore,
  rebuildOutdated,
  rebuildView,
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
 * Rebuilds views one after the other, while the old ones serve. A stopped rebuild continues at the
 * next start.
 */
export class Rebuilds {
  readonly #stop = new AbortController();
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

  states(): Promise<readonly ViewState[]> {
    return this.parts.views.reader.states();
  }

  head(): Promise<number> {
    return this.parts.events.head();
  }

  /** The views that the code has changed since they were built. */
  outdated(): void {
    const { events, views } = this.parts;
    this.#next(() => rebuildOutdated(events, views.rebuilder, this.#options));
  }

  begin(view: AnyView): void {
    const { events, views } = this.parts;
    this.#next(() => rebuildView(events, views.rebuilder, view, this.#options));
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#last;
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
