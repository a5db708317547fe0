import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, figure, held } from './figures.js';
import { loaded, type Measured } from './load.js';
import { bareServer, deskServer, type Server, tokenIn } from './servers.js';

const body = JSON.stringify({
  kind: 'incident',
  subject: 'VPN drops every hour',
  told: {
    hurts: 'The tunnel drops every hour and I lose the call that I am in.',
    stops: 'I cannot talk to customers for longer than that.',
    wants: 'A line that holds for a working day.',
  },
});

const open = (server: Server, token: string, callers: number, seconds: number) =>
  loaded({
    port: server.port,
    method: 'POST',
    path: '/v1/tickets',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body,
    callers,
    seconds,
  });

const said = (who: string, callers: number, { rate, p50, p99, failed }: Measured): Figure[] => {
  if (failed > 0) throw new Error(`${who} refused ${failed} requests.`);
  return [
    figure(`${who}, ${callers} callers`, rate, '/s'),
    figure(`${who}, ${callers} callers, p50`, p50, 'ms'),
    figure(`${who}, ${callers} callers, p99`, p99, 'ms'),
  ];
};

const aims = (bare: Measured, desk: Measured): Figure[] => [
  held(
    figure('opening a ticket / bare server, 32 callers', desk.rate / bare.rate, '×'),
    'at least 0.33',
    desk.rate * 3 >= bare.rate,
  ),
  held(figure('opening a ticket, 32 callers, p99', desk.p99, 'ms'), 'under 10', desk.p99 < 10),
];

/** Opening tickets over HTTP (validated, durable, projected), beside a server that stores nothing. */
export const openingBench = async (seconds: number): Promise<Figure[]> => {
  const data = mkdtempSync(join(tmpdir(), 'amends-opening-'));
  const figures: Figure[] = [];
  const at32: Measured[] = [];
  for (const callers of [1, 8, 32]) {
    const bare = await bareServer();
    const plain = await open(bare, 'none', callers, seconds);
    await bare.stop();
    const desk = await deskServer(data);
    const opened = await open(desk, tokenIn(data, 'customer'), callers, seconds);
    const memory = figure(`memory while opening, ${callers} callers`, desk.memory(), 'MiB');
    await desk.stop();
    figures.push(
      ...said('bare server', callers, plain),
      ...said('tickets opened', callers, opened),
    );
    figures.push(memory);
    if (callers === 32) at32.push(plain, opened);
  }
  rmSync(data, { recursive: true });
  return [...figures, ...aims(at32[0]!, at32[1]!)];
};
