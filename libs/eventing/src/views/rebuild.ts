import type { EventStore } from '../log/event-store.port.js';
import type { RecordedEvent } from '../messages.js';
import { yieldToEventLoop } from '../yield-to-event-loop.js';
import { ViewFault } from './projection.js';
import type { ViewRebuilder } from './view-rebuilder.port.js';
import type { ViewStore } from './view-store.js';
import type { AnyView } from './view.js';

export interface RebuildProgress {
  /** The views that are still being built. */
  readonly views: readonly string[];
  /** How far the slowest of them is. */
  readonly position: number;
  /** The position of the log's last event. */
  readonly head: number;
}

export interface RebuildOptions {
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Stops between two pages. What has been built is kept, and the next rebuild continues there. */
  readonly signal?: AbortSignal;
  /** How many events are read from the log at a time. */
  readonly page?: number;
}

/** One pass over the log, because reading and decrypting it costs more than building a view. */
class RebuildPass {
  /** How far the copy of each view is that is not finished. */
  readonly #left = new Map<AnyView, number>();
  /** Why views were given up; the others are built nevertheless. */
  readonly #faults: ViewFault[] = [];

  constructor(
    private readonly events: EventStore,
    private readonly rebuilder: ViewRebuilder,
    private readonly options: RebuildOptions,
  ) {}

  async run(views: readonly AnyView[]): Promise<void> {
    for (const view of views)
      this.#left.set(view, (await this.rebuilder.beginRebuild(view)).position);
    while (this.#left.size > 0) {
      this.options.signal?.throwIfAborted();
      await this.#step(Math.min(...this.#left.values()));
    }
    if (this.#faults.length > 0) throw this.#faults[0];
  }

  async #step(after: number) {
    const { page: limit = 500, onProgress } = this.options;
    const page = await this.events.readAll({ after, limit });
    const [position, head] = [page.at(-1)?.position ?? after, await this.events.head()];
    // Taken out while iterating: a Map allows that.
    for (const view of this.#left.keys()) await this.#fill(view, page);
    const views = Array.from(this.#left.keys(), ({ name }) => name);
    onProgress?.({ views, position, head });
    if (page.length < limit) await this.#swap(page.length === 0 && after >= head);
  }

  async #swap(isAtEnd: boolean) {
    for (const view of this.#left.keys())
      if (await this.rebuilder.swap(view)) this.#left.delete(view);
    if (isAtEnd && this.#left.size > 0)
      throw new Error('The views are ahead of the log: they belong to another log.');
  }

  /** Yields afterwards, so that a running server answers between two views. */
  async #fill(view: AnyView, page: readonly RecordedEvent[]) {
    try {
      if (page.length > 0) this.#left.set(view, await this.rebuilder.fill(view, page));
    } catch (error) {
      if (!(error instanceof ViewFault)) throw error;
      this.#left.delete(view);
      this.#faults.push(error);
    }
    await yieldToEventLoop();
  }
}

/**
 * Builds views again from the log, all in one pass, each beside the one that serves; then lets the
 * new ones serve. Continues where an earlier attempt was stopped. A view whose code throws keeps its
 * old copy; the others are built, and then the fault is thrown.
 */
export const rebuildViews = (
  events: EventStore,
  rebuilder: ViewRebuilder,
  views: readonly AnyView[],
  options: RebuildOptions = {},
): Promise<void> => new RebuildPass(events, rebuilder, options).run(views);

/**
 * Rebuilds the views that the code has changed since they were built, and those whose rebuild was
 * stopped. Returns their names.
 */
export const rebuildUnfinished = async (
  events: EventStore,
  { reader, rebuilder }: Pick<ViewStore, 'reader' | 'rebuilder'>,
  declared: readonly AnyView[],
  options: RebuildOptions = {},
): Promise<readonly string[]> => {
  const outdated = (await rebuilder.outdated()).map(({ name }) => name);
  const begun = (await reader.states()).filter(({ rebuilding }) => rebuilding !== undefined);
  const names = new Set([...outdated, ...begun.map(({ view }) => view)]);
  const unfinished = declared.filter(({ name }) => names.has(name));
  await rebuildViews(events, rebuilder, unfinished, options);
  return unfinished.map(({ name }) => name);
};
