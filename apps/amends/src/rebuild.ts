import { rebuildViews, type AnyView, type EventStore, type ViewRebuilder } from '#eventing';

import type { Given, Result } from './command.js';
import { logIn, withLog } from './data-folder.js';
import { Failure } from './exit-codes.js';
import { rebuildOnServer } from './rebuild-on-server.js';
import { declaredViews, viewsText, withViews } from './views.js';
import { dataOf } from './where.js';

const viewsNamed = (given: Given): readonly AnyView[] => {
  const names = new Set(given.arguments);
  const declared = declaredViews(given);
  if (names.size === 0) return declared;
  const known = declared.map(({ name }) => name);
  const unknown = [...names].find((name) => !known.includes(name));
  if (unknown === undefined) return declared.filter(({ name }) => names.has(name));
  throw new Failure('usage', `There is no view "${unknown}". There are ${known.join(', ')}.`);
};

/** Returns the position that they were built up to; undefined after an interruption. */
const rebuildAll = async (
  events: EventStore,
  rebuilder: ViewRebuilder,
  chosen: readonly AnyView[],
  { progress, signal }: Given,
): Promise<number | undefined> => {
  progress.start('Events', await events.head());
  const onProgress = ({ position }: { position: number }) => progress.at(position);
  try {
    await rebuildViews(events, rebuilder, chosen, { onProgress, signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    return undefined;
  } finally {
    progress.stop();
  }
  return events.head();
};

/** Continues where it was stopped, because an incomplete copy is kept. */
const rebuildHere = async (given: Given, chosen: readonly AnyView[]): Promise<Result> => {
  const position = await withLog(given, (events) =>
    withViews(given, ({ rebuilder }) => rebuildAll(events, rebuilder, chosen, given)),
  );
  if (position === undefined)
    return {
      exit: 'interrupted',
      says: ['Stopped. Run the same command again to continue.'],
      json: { isWhole: false, views: [] },
    };
  return {
    says: [`Rebuilt ${viewsText(chosen.map(({ name }) => name))} up to position ${position}.`],
    json: { isWhole: true, views: chosen.map(({ name: view }) => ({ view, position })) },
  };
};

export const runRebuild = async (given: Given): Promise<Result> => {
  const chosen = viewsNamed(given);
  logIn(dataOf(given));
  try {
    return await rebuildHere(given, chosen);
  } catch (error) {
    if (!(error instanceof Failure) || error.exit !== 'busy') throw error;
    return rebuildOnServer(given, chosen, error);
  }
};
