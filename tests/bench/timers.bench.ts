import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextsOf, openStores } from '#embedded';
import { handling, newCommandId } from '#eventing';
import { Log } from '#platform';
import { type TicketCommand, ticketDecider } from '#tickets';

import { type Figure, figure, held } from './figures.js';
import { loaded } from './load.js';
import { each, opening } from './seed.js';
import { configOf, deskServer, type Server, tokenIn } from './servers.js';

export interface TimerSizes {
  /** Tickets with one timer each. */
  readonly timers: number;
  /** How many of them are due at the same moment. */
  readonly together: number;
  /** When those are at risk and breached: minutes after the calendar opens, and per cent of them. */
  readonly minutes: number;
  readonly atRisk: number;
  /** For how long nothing happens, and reads are measured. */
  readonly seconds: number;
}

const MINUTE = 60_000;
const sleep = (milliseconds: number) =>
  new Promise<void>((go) => void setTimeout(go, Math.max(0, milliseconds)));

/** The desk as a manager uses it. */
class Manager {
  constructor(
    readonly server: Server,
    readonly token: string,
  ) {}

  async ask<Answer>(path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`http://127.0.0.1:${this.server.port}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }

  async count(query: string): Promise<number> {
    const path = `/v1/clocks?limit=1&count=exact${query}`;
    return (await this.ask<{ readonly count: number }>(path)).count;
  }

  async until(query: string, count: number): Promise<void> {
    while ((await this.count(query)) < count) await sleep(250);
  }
}

const ofService = (command: TicketCommand, service: string): TicketCommand => {
  if (command.type !== 'OpenTicket') return command;
  const classification = { ...command.data.classification!, service };
  return { ...command, data: { ...command.data, classification } };
};

const seedTickets = async (data: string, { timers, together }: TimerSizes) => {
  const config = configOf(data);
  const stores = await openStores(config, contextsOf(config), new Log('silent'));
  const handle = handling(stores.events, ticketDecider(), timers);
  const service = (index: number) => (index < together ? 'rush' : 'office');
  await each(timers, 64, (index) =>
    handle(newCommandId(Date.now()), ofService(opening(index), service(index))),
  );
  await stores.projector.waitFor(await stores.events.head());
  await stores.close();
};

const policy = (service: string, minutes: number, more: object) => ({
  name: service,
  appliesTo: { services: [service] },
  targets: [{ target: 'resolution', minutes, atRisk: 50 }],
  pausesFor: ['customer'],
  ...more,
});

const TEN_DAYS = 14_400;

/** Nobody works until a moment at noon, in a zone where it is about noon now. */
const opensAt = (moment: number) => {
  const west = new Date(moment).getUTCHours() - 12;
  const local = new Date(moment - west * 60 * MINUTE).toISOString();
  return {
    name: 'From a moment on',
    zone: west === 0 ? 'Etc/GMT' : `Etc/GMT${west > 0 ? '+' : '-'}${Math.abs(west)}`,
    week: {},
    holidays: [],
    specialDays: [
      {
        date: local.slice(0, 10),
        name: 'Today',
        hours: [{ from: local.slice(11, 16), to: '24:00' }],
      },
    ],
  };
};

/** Per cent of a core. */
const busy = async ({ cpu }: Server, seconds: number): Promise<number> => {
  const before = cpu();
  await sleep(seconds * 1000);
  return (cpu() - before) / (seconds * 10_000);
};

const heardIn = (block: string): readonly number[] => {
  const due = /"atRisk":\{"due":"([^"]+)"/.exec(block)?.[1];
  return due === undefined ? [] : [Date.now() - Date.parse(due)];
};

/** Milliseconds from a timer's moment until somebody who listens has heard of it. */
const delaysOf = async (manager: Manager, count: number): Promise<readonly number[]> => {
  const url = `http://127.0.0.1:${manager.server.port}/v1/clocks/live`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${manager.token}` } });
  const delays: number[] = [];
  let rest = '';
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop()!;
    delays.push(...blocks.flatMap(heardIn));
    if (delays.length >= count) break;
  }
  return delays;
};

const single = async (manager: Manager): Promise<number> => {
  const { id } = await manager.ask<{ readonly id: string }>(
    '/v1/service-level-policies',
    policy('probe', 1, {}),
  );
  const delays = delaysOf(manager, 20);
  for (let index = 0; index < 20; index += 1) {
    const { data } = ofService(opening(index), 'probe');
    await manager.ask('/v1/tickets', data);
    await sleep(217);
  }
  const all = (await delays).toSorted((a, b) => a - b);
  await fetch(`http://127.0.0.1:${manager.server.port}/v1/service-level-policies/${id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${manager.token}` },
  });
  return all.at(-1)!;
};

const reads = ({ server, token }: Manager, seconds: number) =>
  loaded({
    port: server.port,
    method: 'GET',
    path: '/v1/queues/network?limit=50',
    headers: { Authorization: `Bearer ${token}` },
    callers: 8,
    seconds,
  });

/** Seconds from the moment at which all of them are due until the last one has been noticed. */
const workedOff = async (
  manager: Manager,
  { level, due, count }: { readonly level: string; readonly due: number; readonly count: number },
) => {
  await sleep(due - Date.now());
  await manager.until(`&level=${level}`, count);
  return (Date.now() - due) / 1000;
};

const together = async (
  manager: Manager,
  calendar: string,
  { together: count, minutes, atRisk, seconds }: TimerSizes,
): Promise<Figure[]> => {
  const opens = Math.ceil(Date.now() / MINUTE) * MINUTE + MINUTE;
  await manager.ask(`/v1/calendars/${calendar}/versions`, opensAt(opens));
  const quiet = await reads(manager, seconds);
  const atRiskAt = opens + Math.ceil((minutes * MINUTE * atRisk) / 100);
  const due = opens + minutes * MINUTE;
  if (Date.now() > atRiskAt) throw new Error('The clocks were restated too slowly for this run.');
  const alone = await workedOff(manager, { level: 'at-risk', due: atRiskAt, count });
  await sleep(due - Date.now() - 1000);
  const reading = reads(manager, Math.max(1, Math.floor(alone)));
  const loadedSeconds = await workedOff(manager, { level: 'breached', due, count });
  const under = await reading;
  if (quiet.failed + under.failed > 0) throw new Error('Reads were refused.');
  const what = `${count.toLocaleString('en')} due at one moment`;
  const ratio = under.p99 / quiet.p99;
  return [
    figure(`${what}, worked off`, alone, 's'),
    figure(`${what}, worked off while 8 callers read`, loadedSeconds, 's'),
    figure('a page of 50 of a queue, 8 callers', quiet.rate, '/s'),
    figure('a page of 50 of a queue, 8 callers, p99', quiet.p99, 'ms'),
    figure('… while they are worked off', under.rate, '/s'),
    figure('… while they are worked off, p99', under.p99, 'ms'),
    held(figure('p99 while worked off / p99', ratio, '×'), 'at most 2', ratio <= 2),
  ];
};

const DAY = 1440 * MINUTE;

/** A policy for those that will be due together, at a moment that is told later, and one for all others. */
const policies = async (manager: Manager, { minutes, atRisk }: TimerSizes): Promise<string> => {
  const tomorrow = opensAt(Date.now() + DAY);
  const { id } = await manager.ask<{ readonly id: string }>('/v1/calendars', tomorrow);
  const targets = [{ target: 'resolution', minutes, atRisk }];
  const rush = policy('rush', minutes, { calendar: id, targets });
  await manager.ask('/v1/service-level-policies', rush);
  await manager.ask('/v1/service-level-policies', policy('office', TEN_DAYS, { appliesTo: {} }));
  return id;
};

const measured = async (manager: Manager, sizes: TimerSizes): Promise<Figure[]> => {
  const { server } = manager;
  const none = await busy(server, sizes.seconds);
  const begun = performance.now();
  const calendar = await policies(manager, sizes);
  await manager.until('', sizes.timers);
  const rate = sizes.timers / ((performance.now() - begun) / 1000);
  await sleep(3000);
  const rest = await busy(server, sizes.seconds);
  const slowest = await single(manager);
  const timers = sizes.timers.toLocaleString('en');
  return [
    figure('open tickets that get a clock by a new policy', rate, '/s'),
    figure('CPU at rest, no timers', none, '% of a core'),
    held(figure(`CPU at rest, ${timers} timers`, rest, '% of a core'), 'under 1', rest < 1),
    held(
      figure('from a timer’s moment to a listener, the slowest of 20', slowest, 'ms'),
      'under 1,000',
      slowest < 1000,
    ),
    ...(await together(manager, calendar, sizes)),
  ];
};

/** Clocks of service levels: what open timers cost, and how they fire. */
export const timersBench = async (sizes: TimerSizes): Promise<Figure[]> => {
  const data = mkdtempSync(join(tmpdir(), 'amends-timers-'));
  await seedTickets(data, sizes);
  const server = await deskServer(data);
  try {
    return await measured(new Manager(server, tokenIn(data, 'manager')), sizes);
  } finally {
    await server.stop();
    rmSync(data, { recursive: true });
  }
};
