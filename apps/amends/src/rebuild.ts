import { rebuildView, type AnyView, type EventStore, type ViewStore } from '#eventing';
import { deskViews } from '#desk';
import type { Given, Result } from './command.js';
import { logIn, withLog } from './data-folder.js';
import { Failure } from './exits.js';
import { withViews } from './views.js';
import { dataOf } from './where.js';

const viewsNamed = (name: string | undefined): readonly AnyView[] => {
  if (name === undefined) return deskViews;
  const named = deskViews.filter((view) => view.name === name);
  if (named.length > 0) return named;
  const names = deskViews.map((view) => view.name).join(', ');
  throw new Failure('usage', `There is no view "${name}". There are ${names}.`);
};

interface Rebuilt {
  readonly view: string;
  readonly position: number;
}

const rebuildOne = async (
  events: EventStore,
  views: ViewStore,
  view: AnyView,
  { progress, signal }: Given,
): Promise<Rebuilt> => {
  progress.start(view.name, await events.head());
  let last = 0;
  const onProgress = ({ position }: { position: number }) => {
    last = position;
    progress.at(position);
  };
  await rebuildView(events, views, view, { onProgress, signal });
  progress.stop();
  return { view: view.name, position: last };
};

const rebuildAll = async (
  events: EventStore,
  views: ViewStore,
  chosen: readonly AnyView[],
  given: Given,
): Promise<readonly Rebuilt[]> => {
  const rebuilt: Rebuilt[] = [];
  for (const view of chosen) {
    if (given.signal.aborted) return rebuilt;
    const one = await rebuildOne(events, views, view, given).catch((error: unknown) => {
      if (!given.signal.aborted) throw error;
    });
    if (one) rebuilt.push(one);
  }
  return rebuilt;
};

/** Goes on where it was stopped, because a copy that is half built is kept. */
export const runRebuild = async (given: Given): Promise<Result> => {
  const folder = dataOf(given);
  const chosen = viewsNamed(given.arguments[0]);
  logIn(folder);
  const rebuilt = await withLog(folder, (events) =>
    withViews(folder, (views) => rebuildAll(events, views, chosen, given)),
  );
  const isWhole = rebuilt.length === chosen.length;
  const told = rebuilt.map(({ view, position }) => `${view}: as far as position ${position}.`);
  return {
    exit: isWhole ? 'done' : 'interrupted',
    says: isWhole ? told : [...told, 'Stopped. Run the same command again to go on.'],
    json: { isWhole, views: rebuilt },
  };
};
