import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextsOf, openStores, type Stores, viewsOf } from '#embedded';
import { type EventStore, handling, Projector, newCommandId } from '#eventing';
import { Log } from '#platform';
import { SqliteViewStore } from '#sqlite';
import { ticketDecider } from '#tickets';

import { type Figure, figure, held, median, timed } from './figures.js';
import { each, opening } from './seed.js';
import { configOf } from './servers.js';

const GROUP = 2000;

interface Side {
  readonly open: (index: number) => Promise<unknown>;
  readonly times: number[];
}

/** Opening tickets by the way of every command, without HTTP: the log, and views of its own. */
const sideOf = async (events: EventStore, folder: string) => {
  const declared = viewsOf(contextsOf(configOf(folder)));
  const views = SqliteViewStore.open(join(folder, 'views.db'), declared);
  const projector = new Projector(events, views.writer);
  await projector.start();
  const handle = handling(events, ticketDecider());
  const open = async (index: number) => {
    const { position } = await handle(newCommandId(Date.now()), opening(index));
    await projector.waitFor(position);
  };
  const close = async () => {
    await projector.stop();
    await views.close();
  };
  return { open, close, times: [] as number[] };
};

const plainAndSealed = async (stores: Stores, turns: number, folders: readonly string[]) => {
  const sides = [
    await sideOf(stores.stored, folders[0]!),
    await sideOf(stores.events, folders[1]!),
  ];
  for (let turn = 0; turn <= turns; turn += 1)
    for (const side of sides) side.times.push(await timed(() => each(GROUP, 32, side.open)));
  for (const side of sides) await side.close();
  return sides.map(({ times }: Side) => median(times.slice(1)) / GROUP);
};

/** What it costs to keep the words of a ticket under its requester's key. */
export const vaultBench = async (turns: number): Promise<Figure[]> => {
  const folders = [0, 1, 2].map(() => mkdtempSync(join(tmpdir(), 'amends-vault-')));
  const stores = await openStores(configOf(folders[2]!), [], new Log('silent'));
  const [plain, sealed] = await plainAndSealed(stores, turns, folders);
  await stores.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
  const ratio = sealed! / plain!;
  return [
    figure('opening a ticket without HTTP, in clear', plain! * 1000, 'µs'),
    figure('opening a ticket without HTTP, sealed', sealed! * 1000, 'µs'),
    held(figure('sealed / in clear', ratio, '×'), 'under 1.2', ratio < 1.2),
  ];
};
