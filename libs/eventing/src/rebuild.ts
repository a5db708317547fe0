import type { EventStore } from './event-store.port.js';
import { turn } from './turn.js';
import type { ViewStore } from './view-store.port.js';
import type { AnyView } from './view.js';

export interface RebuildProgress {
  readonly view: string;
  readonly position: number;
  /** The position of the log's last event. */
  readonly head: number;
}

export interface RebuildOptions {
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Stops between two pages; what has been built is kept, and the next rebuild goes on there. */
  readonly signal?: AbortSignal;
  /** Events taken from the log at once. */
  readonly page?: number;
}

/**
 * Builds a view again from the log, beside the one that serves, and lets the new one serve. Goes on
 * where an earlier attempt was stopped. Lets others have their turn after each page.
 */
export const rebuildView = async (
  events: EventStore,
  views: ViewStore,
  view: AnyView,
  { onProgress, signal, page = 500 }: RebuildOptions = {},
): Promise<void> => {
  let { position } = await views.beginRebuild(view);
  for (;;) {
    signal?.throwIfAborted();
    const found = await events.readAll({ after: position, limit: page });
    if (found.length > 0) position = await views.fill(view, found);
    onProgress?.({ view: view.name, position, head: await events.head() });
    if (found.length < page && (await views.swap(view))) return;
    if (found.length === 0) await mustGoOn(events, position);
    await turn();
  }
};

const mustGoOn = async (events: EventStore, position: number) => {
  if ((await events.head()) <= position)
    throw new Error('The views have seen more than the log holds; they belong to another log.');
};

/** Rebuilds what the code has changed since it was built; one view after the other. */
export const rebuildOutdated = async (
  events: EventStore,
  views: ViewStore,
  options: RebuildOptions = {},
): Promise<readonly string[]> => {
  const outdated = await views.outdated();
  for (const view of outdated) await rebuildView(events, views, view, options);
  return outdated.map(({ name }) => name);
};
