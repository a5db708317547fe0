import { rebuildView, type AnyView, type EventStore, type ViewRebuilder } from '#eventing';

import type { Given, Result } from './command.js';
import { logIn, withLog } from './data-folder.js';
import { call, tokenOf } from './desk-client.js';
import { Failure } from './exit-codes.js';
import { declaredViews, withViews } from './views.js';
import { addressOf, dataOf } from './where.js';

const viewsNamed = (given: Given, name: string | undefined): readonly AnyView[] => {
  const declared = declaredViews(given);
  if (name === undefined) return declared;
  const named = declared.filter((view) => view.name === name);
  if (named.length > 0) return named;
  const names = declared.map((view) => view.name).join(', ');
  throw new Failure('usage', `There is no view "${name}". There are ${names}.`);
};

interface Rebuilt {
  readonly view: string;
  readonly position: number;
}

const rebuildOne = async (
  events: EventStore,
  rebuilder: ViewRebuilder,
  view: AnyView,
  { progress, signal }: Given,
): Promise<Rebuilt> => {
  progress.start(view.name, await events.head());
  let last = 0;
  const onProgress = ({ position }: { position: number }) => {
    last = position;
    progress.at(position);
  };
  await rebuildView(events, rebuilder, view, { onProgress, signal });
  progress.stop();
  return { view: view.name, position: last };
};

const rebuildAll = async (
  events: EventStore,
  rebuilder: ViewRebuilder,
  chosen: readonly AnyView[],
  given: Given,
): Promise<readonly Rebuilt[]> => {
  const rebuilt: Rebuilt[] = [];
  for (const view of chosen) {
    if (given.signal.aborted) return rebuilt;
    const one = await rebuildOne(events, rebuilder, view, given).catch((error: unknown) => {
      if (!given.signal.aborted) throw error;
    });
    if (one) rebuilt.push(one);
  }
  return rebuilt;
};

/** Continues where it was stopped, because an incomplete copy is kept. */
const rebuildHere = async (given: Given, chosen: readonly AnyView[]): Promise<Result> => {
  const rebuilt = await withLog(given, (events) =>
    withViews(given, ({ rebuilder }) => rebuildAll(events, rebuilder, chosen, given)),
  );
  const isWhole = rebuilt.length === chosen.length;
  const told = rebuilt.map(({ view, position }) => `${view}: built up to position ${position}.`);
  return {
    exit: isWhole ? 'done' : 'interrupted',
    says: isWhole ? told : [...told, 'Stopped. Run the same command again to continue.'],
    json: { isWhole, views: rebuilt },
  };
};

/** A running server owns the views, so it rebuilds them; it serves the old ones meanwhile. */
const askServer = async (given: Given, chosen: readonly AnyView[]): Promise<Result> => {
  const address = addressOf(given);
  const token = await tokenOf(given, 'administrator');
  for (const { name } of chosen) {
    const path = `/v1/views/${name}/rebuild`;
    const { status, body } = await call(address, { method: 'POST', path, token });
    if (status !== 202)
      throw new Failure(
        'refused',
        `The server answered ${status}: ${String(body.detail ?? body.title)}`,
      );
  }
  const names = chosen.map(({ name }) => name);
  return {
    says: [
      `The server at ${address} rebuilds ${names.join(', ')}, and serves the old ones until then.`,
      `Progress: GET ${address}/v1/views`,
    ],
    json: { isWhole: false, askedServer: address, views: names.map((view) => ({ view })) },
  };
};

export const runRebuild = async (given: Given): Promise<Result> => {
  const chosen = viewsNamed(given, given.arguments[0]);
  logIn(dataOf(given));
  try {
    return await rebuildHere(given, chosen);
  } catch (error) {
    if (!(error instanceof Failure) || error.exit !== 'busy') throw error;
    return askServer(given, chosen);
  }
};
