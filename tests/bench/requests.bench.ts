import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextsOf, openStores } from '#embedded';
import { handling, newCommandId } from '#eventing';
import { Log } from '#platform';
import { ticketDecider } from '#tickets';

import { type Figure, figure, held, median } from './figures.js';
import { type Load, loaded } from './load.js';
import { each, fifty, opening } from './seed.js';
import { bareServer, configOf, deskServer, type Server, tokenIn } from './servers.js';

const TICKETS = 2000;
/** So many that no cache of ours has a history when its turn comes. */
const HISTORIES = 500;

type Request = Pick<Load, 'method' | 'path' | 'headers' | 'body' | 'callers'>;

/** A request of ours, and how much of the server's CPU it may cost beside a bare one. */
interface Weighed {
  readonly what: string;
  readonly ours: Request;
  readonly atMost: number;
}

const ticket = JSON.stringify({
  kind: 'incident',
  subject: 'VPN drops every hour',
  told: {
    hurts: 'The tunnel drops every hour and I lose the call that I am in.',
    stops: 'I cannot talk to customers for longer than that.',
    wants: 'A line that holds for a working day.',
  },
});

interface Seeded {
  readonly tickets: readonly string[];
  readonly histories: readonly string[];
}

const ids = (count: number) => Array.from({ length: count }, () => newCommandId(Date.now()));

const seeded = async (data: string): Promise<Seeded> => {
  const config = configOf(data);
  const stores = await openStores(config, contextsOf(config), new Log('silent'));
  const handle = handling(stores.events, ticketDecider());
  const [tickets, histories] = [ids(TICKETS), ids(HISTORIES)];
  await each(TICKETS, 64, (index) => handle(tickets[index]!, opening(index)));
  await each(HISTORIES, 64, (index) => fifty(stores, histories[index]!));
  await stores.projector.waitFor(await stores.events.head());
  await stores.close();
  return { tickets, histories };
};

const opened = (token: string): Request => ({
  method: 'POST',
  path: '/v1/tickets',
  headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
  body: ticket,
  callers: 32,
});

const read = (path: Request['path'], token: string): Request => ({
  method: 'GET',
  path,
  headers: { Authorization: `Bearer ${token}` },
  callers: 8,
});

const requestsOf = (data: string, { tickets, histories }: Seeded): readonly Weighed[] => {
  const [customer, agent] = [tokenIn(data, 'customer'), tokenIn(data, 'agent')];
  const timelines = histories.map((id) => `/v1/tickets/${id}/timeline?limit=50`);
  const one = tickets.map((id) => `/v1/tickets/${id}`);
  return [
    { what: 'reading a ticket', ours: read(one, agent), atMost: 2 },
    {
      what: 'a page of 50 of a queue',
      ours: read('/v1/queues/network?limit=50', agent),
      atMost: 2,
    },
    { what: 'a history of 50 events, uncached', ours: read(timelines, agent), atMost: 6 },
    { what: 'opening a ticket', ours: opened(customer), atMost: 5 },
  ];
};

interface Cost {
  /** Microseconds of the server's CPU for one answer. */
  readonly cpu: number;
  readonly p99: number;
  readonly body: number;
}

const costOf = async ({ port, cpu }: Server, request: Request): Promise<Cost> => {
  const before = cpu();
  const { answers, failed, p99, body } = await loaded({ ...request, port, seconds: 2 });
  if (failed > 0) throw new Error(`${failed} requests were refused.`);
  return { cpu: (cpu() - before) / answers, p99, body };
};

/** What a bare server answers with as many bytes. */
const bareFor = (ours: Request, body: number): Request =>
  ours.method === 'POST' ? ours : { ...ours, path: `/bytes/${body}` };

/** One after the other, again and again: what else the machine does meets both. */
const compared = async (servers: Servers, { ours }: Weighed, rounds: number) => {
  const pairs: (readonly [bare: Cost, desk: Cost])[] = [];
  for (let round = 0; round <= rounds + 1; round += 1) {
    const desk = await costOf(servers.desk, ours);
    pairs.push([await costOf(servers.bare, bareFor(ours, desk.body)), desk]);
  }
  return pairs.slice(2); // the first two warm up: V8 compiles for many seconds
};

interface Servers {
  readonly bare: Server;
  readonly desk: Server;
}

const weigh = async (servers: Servers, weighed: Weighed, rounds: number): Promise<Figure[]> => {
  const { what, atMost } = weighed;
  const pairs = await compared(servers, weighed, rounds);
  const ratio = median(pairs.map(([bare, desk]) => desk.cpu / bare.cpu));
  return [
    figure(`${what}: bare server, CPU`, median(pairs.map(([bare]) => bare.cpu)), 'µs'),
    figure(`${what}: CPU`, median(pairs.map(([, desk]) => desk.cpu)), 'µs'),
    figure(`${what}: p99`, median(pairs.map(([, desk]) => desk.p99)), 'ms'),
    held(figure(`${what} / bare server, CPU`, ratio, '×'), `at most ${atMost}`, ratio <= atMost),
  ];
};

/**
 * How much of its CPU the server needs for one answer, beside a bare server that answers as many
 * bytes to the same callers. The ratio holds on a busy machine, where times do not.
 */
export const requestsBench = async (rounds: number): Promise<Figure[]> => {
  const data = mkdtempSync(join(tmpdir(), 'amends-requests-'));
  const seeds = await seeded(data);
  const servers = { bare: await bareServer(), desk: await deskServer(data) };
  const figures: Figure[] = [];
  for (const weighed of requestsOf(data, seeds))
    figures.push(...(await weigh(servers, weighed, rounds)));
  figures.push(figure('memory under load', servers.desk.memory(), 'MiB'));
  await Promise.all([servers.bare.stop(), servers.desk.stop()]);
  rmSync(data, { recursive: true });
  return figures;
};
