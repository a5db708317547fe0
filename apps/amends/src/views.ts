import { contextsOf, viewsOf } from '#embedded';
import type { AnyView, EventStore, ViewStore, ViewWriter } from '#eventing';
import { SqliteViewStore } from '#sqlite';

import type { Given } from './command.js';
import { filesIn } from './data-folder.js';
import { settingsOf } from './settings.js';
import { dataOf } from './where.js';

/** Every view that the contexts declare, with the settings of the desk whose data this is. */
export const declaredViews = (given: Pick<Given, 'env'>): readonly AnyView[] =>
  viewsOf(contextsOf(settingsOf(given)));

/** The names that `amends rebuild` takes. They do not depend on settings. */
export const viewNames = (): readonly string[] =>
  declaredViews({ env: {} }).map(({ name }) => name);

/** Works on the views of a data directory, which this process must own. */
export const withViews = async <Value>(
  given: Given,
  work: (views: ViewStore) => Promise<Value>,
): Promise<Value> => {
  const views = SqliteViewStore.open(filesIn(dataOf(given)).views, declaredViews(given));
  try {
    return await work(views);
  } finally {
    await views.close();
  }
};

/** A few names, or how many they are. */
export const viewsText = (names: readonly string[]): string =>
  names.length > 5 ? `${names.length} views` : names.join(', ');

const PAGE = 1000;

/** Applies to the views what is new in the log; returns whether they are up to date. */
export const catchUp = async (
  store: EventStore,
  writer: ViewWriter,
  { progress, signal }: Pick<Given, 'progress' | 'signal'>,
): Promise<boolean> => {
  const head = await store.head();
  const from = await writer.position();
  progress.start('Views', head - from);
  for (let after = from; after < head;) {
    if (signal.aborted) return false;
    const page = await store.readAll({ after, limit: PAGE });
    await writer.apply(page);
    after = page.at(-1)?.position ?? head;
    progress.at(after - from);
  }
  progress.stop();
  return true;
};
