import { createCipheriv, createHmac, createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextsOf, openStores, viewsOf } from '#embedded';
import { type EventStore, handling, Projector, newCommandId } from '#eventing';
import { Log } from '#platform';
import { SqliteViewStore } from '#sqlite';
import { type TicketCommand, ticketDecider } from '#tickets';
import { dataKey, encryptValues } from '#vault';

import { type Figure, figure, held, median } from './figures.js';
import { loaded } from './load.js';
import { each, opening } from './seed.js';
import { configOf, deskServer, tokenIn } from './servers.js';

const GROUP = 2000;

const told = {
  hurts: 'The tunnel drops every hour and I lose the call that I am in.',
  stops: 'I cannot talk to customers for longer than that.',
  wants: 'A line that holds for a working day.',
};

/** A ticket with all that a customer says over HTTP: five personal values in two events. */
const openingOf = (index: number): TicketCommand => {
  const command = opening(index) as Extract<TicketCommand, { type: 'OpenTicket' }>;
  return { ...command, data: { ...command.data, told } };
};

const values = [
  ['subject', 'VPN drops every hour, line 4711'],
  ['name', 'Customer 4711'],
  ...Object.entries(told),
].map(([pointer, value]) => ({ pointer: `/${pointer}`, value }));

const place = { tenant: 'bench', stream: 'ticket-bench-4711', revision: 0, id: newCommandId(0) };
const key = dataKey(Buffer.alloc(32, 'k'));
const cipherKey = createSecretKey(Buffer.alloc(32, 'k'));

/** As it was before form 1: AES-256-GCM for each value, a MAC for each event. */
const oneByOne = (parts: typeof values) => {
  const texts = parts.map(({ value }) => Buffer.from(JSON.stringify(value)));
  const seed = createHmac('sha256', cipherKey).update(Buffer.concat(texts)).digest();
  return texts.map((text, index) => {
    const cipher = createCipheriv('aes-256-gcm', cipherKey, seed.subarray(index, index + 12));
    cipher.setAAD(Buffer.from(JSON.stringify([...Object.values(place), parts[index]!.pointer])));
    const parted = [cipher.update(text), cipher.final(), cipher.getAuthTag()];
    return Buffer.concat(parted).toString('base64url');
  });
};

const together = (parts: typeof values) => encryptValues(parts, place, key);

/** The five values of one ticket, in its two events. */
const perTicket = (encrypt: (parts: typeof values) => unknown): number => {
  const before = process.cpuUsage();
  for (let index = 0; index < GROUP; index += 1) {
    encrypt(values.slice(0, 2));
    encrypt(values.slice(2));
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / GROUP;
};

const encrypting = (turns: number): readonly [before: number, now: number] => {
  const rounds = Array.from({ length: turns + 1 }, () => [
    perTicket(oneByOne),
    perTicket(together),
  ]);
  const [before, now] = [0, 1].map((side) => median(rounds.slice(1).map((one) => one[side]!)));
  return [before!, now!];
};

interface Side {
  readonly open: (index: number) => Promise<unknown>;
  readonly close: () => Promise<void>;
  readonly times: number[];
}

/** Opening tickets by the way of every command, without HTTP: a log and views of its own. */
const sideOf = async (which: 'events' | 'stored'): Promise<Side> => {
  const folder = mkdtempSync(join(tmpdir(), 'amends-vault-'));
  const config = configOf(folder);
  const stores = await openStores(config, [], new Log('silent'));
  const events: EventStore = stores[which];
  const views = SqliteViewStore.open(join(folder, 'own.db'), viewsOf(contextsOf(config)));
  const projector = new Projector(events, views.writer);
  await projector.start();
  const handle = handling(events, ticketDecider());
  const open = async (index: number) => {
    const { position } = await handle(newCommandId(Date.now()), openingOf(index));
    await projector.waitFor(position);
  };
  const close = async () => {
    await projector.stop();
    await views.close();
    await stores.close();
    rmSync(folder, { recursive: true });
  };
  return { open, close, times: [] };
};

/** Microseconds of this process's CPU, which waiting for the disk is not. */
const cpuOf = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

const clearAndEncrypted = async (turns: number): Promise<readonly number[]> => {
  const sides = [await sideOf('stored'), await sideOf('events')];
  for (let turn = 0; turn <= turns; turn += 1)
    for (const { open, times } of sides) times.push(await cpuOf(() => each(GROUP, 32, open)));
  for (const { close } of sides) await close();
  return sides.map(({ times }) => median(times.slice(1)) / GROUP);
};

/** Microseconds of the server's CPU for each ticket that is opened over HTTP, by 32 callers. */
const cpuPerRequest = async (seconds: number): Promise<number> => {
  const data = mkdtempSync(join(tmpdir(), 'amends-vault-'));
  const desk = await deskServer(data);
  const request = {
    port: desk.port,
    method: 'POST',
    path: '/v1/tickets',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${tokenIn(data, 'customer')}`,
    },
    body: JSON.stringify({ kind: 'incident', subject: values[0]!.value, told }),
    callers: 32,
  } as const;
  await loaded({ ...request, seconds: 1 });
  const before = desk.cpu();
  const { answers } = await loaded({ ...request, seconds });
  const spent = desk.cpu() - before;
  await desk.stop();
  rmSync(data, { recursive: true });
  return spent / answers;
};

/** What it costs to keep the words of a ticket under its requester's key. */
export const vaultBench = async (turns: number): Promise<Figure[]> => {
  const [before, now] = encrypting(turns);
  const [clear, encrypted] = await clearAndEncrypted(turns);
  const request = await cpuPerRequest(5);
  const share = now / request;
  return [
    figure('encrypting a ticket’s five values one by one (before form 1)', before, 'µs'),
    figure('encrypting them by form 1: two ciphertexts, five commitments', now, 'µs'),
    held(figure('form 1 / before', now / before, '×'), 'under 1', now < before),
    figure('opening a ticket without HTTP, in clear, CPU', clear!, 'µs'),
    figure('opening a ticket without HTTP, encrypted, CPU', encrypted!, 'µs'),
    figure('encrypted / in clear', encrypted! / clear!, '×'),
    figure('opening a ticket over HTTP, 32 callers, server’s CPU', request, 'µs'),
    held(
      figure('encryption’s share of a request’s CPU', share * 100, '%'),
      'under 10',
      share < 0.1,
    ),
  ];
};
