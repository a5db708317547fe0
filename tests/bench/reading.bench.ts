import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextsOf, openStores } from '#embedded';
import { rebuildViews } from '#eventing';
import { Log } from '#platform';
import { worklistView } from '#tickets';

import { type Figure, figure, held, median, timed } from './figures.js';
import { loaded, type Measured } from './load.js';
import { LONG_TICKET, seed, type Size } from './seed.js';
import { bareServer, configOf, deskServer, type Server, tokenIn } from './servers.js';

const SECONDS = 3;

const get = (server: Server, path: string, token: string, seconds = SECONDS) =>
  loaded({
    port: server.port,
    method: 'GET',
    path,
    headers: { Authorization: `Bearer ${token}` },
    callers: 8,
    seconds,
  });

/** A page of ours beside a bare server that sends as many bytes. */
const beside = async (what: string, page: Measured): Promise<Figure[]> => {
  const bare = await bareServer();
  const plain = await get(bare, `/bytes/${page.body}`, 'none');
  await bare.stop();
  const ratio = page.rate / plain.rate;
  return [
    figure(`${what}, 8 callers`, page.rate, '/s'),
    figure(`${what}, 8 callers, p50`, page.p50, 'ms'),
    figure(`${what}, 8 callers, p99`, page.p99, 'ms'),
    figure(`bare server, as many bytes (${page.body})`, plain.rate, '/s'),
    held(figure(`${what} / bare server`, ratio, '×'), 'at least 0.5', ratio >= 0.5),
  ];
};

const checked = (measured: Measured): Measured => {
  if (measured.failed > 0) throw new Error(`${measured.failed} requests were refused.`);
  return measured;
};

const rebuilding = async (data: string): Promise<Figure[]> => {
  const config = configOf(data);
  const open = () => openStores(config, contextsOf(config), new Log('silent'));
  const stores = await open();
  const head = await stores.events.head();
  const milliseconds = await timed(() =>
    rebuildViews(stores.events, stores.views.rebuilder, [worklistView]),
  );
  await stores.close();
  rmSync(join(data, 'views.db'));
  const all = await timed(async () => {
    await (await open()).close();
  });
  return [
    figure('one view rebuilt beside the serving one', (head / milliseconds) * 1000, 'events/s'),
    figure('all views from nothing', (head / all) * 1000, 'events/s'),
    figure(`all views from ${head.toLocaleString('en')} events`, all / 1000, 's'),
  ];
};

const starting = async (data: string, size: Size): Promise<Figure[]> => {
  const starts: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const server = await deskServer(data);
    starts.push(server.startMs);
    await server.stop();
  }
  const start = median(starts);
  const what = `start with warm views, ${size.events.toLocaleString('en')} events`;
  return [held(figure(what, start, 'ms'), 'under 1,000', start < 1000)];
};

const reading = async (data: string, size: Size): Promise<Figure[]> => {
  const server = await deskServer(data);
  const atRest = server.memory();
  const token = tokenIn(data, 'agent');
  const board = checked(await get(server, '/v1/queues/network?limit=50', token));
  const timeline = checked(
    await get(server, `/v1/tickets/${LONG_TICKET}/timeline?limit=50`, token),
  );
  const underLoad = server.memory();
  await server.stop();
  const tickets = size.tickets.toLocaleString('en');
  return [
    held(figure('memory at rest', atRest, 'MiB'), 'under 150', atRest < 150),
    figure('memory after reading under load', underLoad, 'MiB'),
    ...(await beside(`a page of 50 of a queue, ${tickets} tickets`, board)),
    figure('a history of 50 events, 8 callers', timeline.rate, '/s'),
    figure('a history of 50 events, 8 callers, p50', timeline.p50, 'ms'),
    figure('a history of 50 events, 8 callers, p99', timeline.p99, 'ms'),
  ];
};

/** A desk that has grown: what its pages, its start and its rebuilds cost. */
export const readingBench = async (size: Size): Promise<Figure[]> => {
  const data = mkdtempSync(join(tmpdir(), 'amends-reading-'));
  await seed(data, size);
  const figures = [
    ...(await starting(data, size)),
    ...(await reading(data, size)),
    ...(await rebuilding(data)),
  ];
  rmSync(data, { recursive: true });
  return figures;
};
