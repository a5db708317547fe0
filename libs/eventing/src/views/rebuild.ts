import type { EventStore } from '../log/event-store.port.js';
import { yieldToEventLoop } from '../yield-to-event-loop.js';
import type { ViewRebuilder } from './view-rebuilder.port.js';
import type { AnyView } from './view.js';

export interface RebuildProgress {
  readonly view: string;
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

interface Rebuild {
  readonly events: EventStore;
  readonly rebuilder: ViewRebuilder;
  readonly view: AnyView;
}

/**
 * Applies one page of the log to the copy. Returns its position, or undefined when it serves now.
 */
const step = async (
  { events, rebuilder, view }: Rebuild,
  from: number,
  { onProgress, page: limit = 500 }: RebuildOptions,
): Promise<number | undefined> => {
  const page = await events.readAll({ after: from, limit });
  const position = page.length > 0 ? await rebuilder.fill(view, page) : from;
  const head = await events.head();
  onProgress?.({ view: view.name, position, head });
  if (page.length < limit && (await rebuilder.swap(view))) return undefined;
  if (page.length === 0 && position >= head)
    throw new Error('The views are ahead of the log: they belong to another log.');
  return position;
};

/**
 * Builds a view again from the log, beside the one that serves, then lets the new one serve.
 * Continues where an earlier attempt was stopped. Yields to the event loop after each page.
 */
export const rebuildView = async (
  events: EventStore,
  rebuilder: ViewRebuilder,
  view: AnyView,
  options: RebuildOptions = {},
): Promise<void> => {
  let position: number | undefined = (await rebuilder.beginRebuild(view)).position;
  while (position !== undefined) {
    options.signal?.throwIfAborted();
    position = await step({ events, rebuilder, view }, position, options);
    await yieldToEventLoop();
  }
};

/** Rebuilds the views that the code has changed since they were built, one after the other. */
export const rebuildOutdated = async (
  events: EventStore,
  rebuilder: ViewRebuilder,
  options: RebuildOptions = {},
): Promise<readonly string[]> => {
  const outdated = await rebuilder.outdated();
  for (const view of outdated) await rebuildView(events, rebuilder, view, options);
  return outdated.map(({ name }) => name);
};
