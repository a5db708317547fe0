import { setTimeout as pause } from 'node:timers/promises';
import type { AnyView } from '#eventing';

import type { Given, Result } from './command.js';
import { call, tokenOf } from './desk-client.js';
import { Failure } from './exit-codes.js';
import { viewsText } from './views.js';
import { addressOf } from './where.js';

interface ViewProgress {
  readonly view: string;
  readonly position: number;
  /** How far the copy is that is being built. */
  readonly rebuilding?: number;
  readonly fault?: string;
}

interface ServerProgress {
  readonly head: number;
  readonly items: readonly ViewProgress[];
}

const POLL_MS = 250;
/** A server that rewrites its views after an erasure stands still for seconds, but not for a minute. */
const PATIENCE_MS = 60_000;

const asked = async (given: Given, method: string, path: string) => {
  const token = await tokenOf(given, 'administrator');
  const { status, body } = await call(addressOf(given), { method, path, token });
  if (status < 300) return body;
  throw new Failure(
    'refused',
    `The server answered ${status}: ${String(body.detail ?? body.title)}`,
  );
};

const progressOf = async (given: Given) =>
  (await asked(given, 'GET', '/v1/views')) as unknown as ServerProgress;

const isBuilt = ({ rebuilding }: ViewProgress) => rebuilding === undefined;

/** The mean of all copies, because the server builds some of them after the others. */
const shareOf = (chosen: readonly ViewProgress[], head: number) => {
  const done = chosen.reduce((sum, { rebuilding = head }) => sum + rebuilding, 0);
  return Math.floor(done / chosen.length);
};

const stalled = (chosen: readonly ViewProgress[]) => {
  const faults = chosen.flatMap(({ view, fault }) => (fault ? [`${view}: ${fault}`] : []));
  const why = faults.length > 0 ? faults.join(' ') : 'Its log says why.';
  return new Failure('refused', `The server does not go on with the rebuild. ${why}`);
};

/** Shows how far the server is, until it is done; undefined after Ctrl-C. */
const follow = async (
  given: Given,
  names: readonly string[],
): Promise<ServerProgress | undefined> => {
  let [last, moved] = ['', performance.now()];
  const chosenOf = ({ items }: ServerProgress) => items.filter(({ view }) => names.includes(view));
  for (let isShown = false; !given.signal.aborted; isShown = true) {
    const now = await progressOf(given);
    const chosen = chosenOf(now);
    if (!isShown) given.progress.start('Events', now.head);
    given.progress.at(shareOf(chosen, now.head));
    if (chosen.every(isBuilt)) return { ...now, items: chosen };
    const text = JSON.stringify(now.items);
    if (text !== last) [last, moved] = [text, performance.now()];
    if (performance.now() - moved > PATIENCE_MS) throw stalled(chosen);
    await pause(POLL_MS, undefined, { signal: given.signal }).catch(() => undefined);
  }
  return undefined;
};

const interrupted = (address: string, names: readonly string[]): Result => ({
  exit: 'interrupted',
  says: [`Stopped watching. The server at ${address} goes on with ${viewsText(names)}.`],
  json: { isWhole: false, askedServer: address, views: names.map((view) => ({ view })) },
});

/** Where the directory is in use and no server answers, something else is using it. */
const request = async (given: Given, names: readonly string[], busy: Failure) => {
  try {
    for (const name of names) await asked(given, 'POST', `/v1/views/${name}/rebuild`);
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.exit !== 'unavailable') throw cause;
    const advice = `If it is a server that does not listen at ${addressOf(given)}: name its address with --url.`;
    throw new Failure('busy', `${busy.message} ${advice}`, { cause });
  }
};

/** A running server owns the views, so it rebuilds them; it serves the old ones meanwhile. */
export const rebuildOnServer = async (
  given: Given,
  chosen: readonly AnyView[],
  busy: Failure,
): Promise<Result> => {
  const [address, names] = [addressOf(given), chosen.map(({ name }) => name)];
  await request(given, names, busy);
  const done = await follow(given, names);
  given.progress.stop();
  if (!done) return interrupted(address, names);
  const views = done.items.map(({ view, position }) => ({ view, position }));
  return {
    says: [`The server at ${address} has rebuilt ${viewsText(names)}.`],
    json: { isWhole: true, askedServer: address, views },
  };
};
