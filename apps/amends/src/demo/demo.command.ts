import { randomBytes } from 'node:crypto';
import type { Command, Given } from '../command.js';
import { call, tokenOf, type Answer } from '../desk-client.js';
import { Failure } from '../exit-codes.js';
import { addressOf, DATA_OPTION, TENANT_OPTION, URL_OPTION } from '../where.js';
import { story, type Scene, type Sofar } from './story.js';
import { lines, type Played } from './telling.js';

const versionOf = ({ etag, body }: Answer, before: number) => {
  const tagged = /^"(\d+)"$/.exec(etag ?? '')?.[1];
  if (tagged !== undefined) return Number(tagged);
  return typeof body.version === 'number' ? body.version : before;
};

const headersOf = ({ isBased, method }: Scene, { version }: Sofar) => ({
  ...(isBased && { 'if-match': `"${version}"` }),
  ...(method === 'POST' && { 'idempotency-key': randomBytes(16).toString('hex') }),
});

const advance = (sofar: Sofar, scene: Scene, answer: Answer): Sofar => {
  if (scene.method === 'GET' || answer.status >= 400) return sofar;
  const ticket = sofar.ticket || String(answer.body.id ?? '');
  return { ...sofar, ticket, version: versionOf(answer, sofar.version) };
};

const unexpected = ({ tells, expects }: Scene, { status, body }: Answer) =>
  new Failure(
    status === 401 || status === 403 ? 'refused' : 'findings',
    `"${tells}" was answered with ${status} instead of ${expects}: ${String(body.detail ?? body.title ?? body.text ?? '')}`,
  );

const play = async (given: Given): Promise<readonly Played[]> => {
  const address = addressOf(given);
  const tokens = {
    customer: await tokenOf(given, 'customer'),
    agent: await tokenOf(given, 'agent'),
  };
  const played: Played[] = [];
  let sofar: Sofar = { ticket: '', version: 0, queue: `demo-${randomBytes(4).toString('hex')}` };
  for (const [index, scene] of story.entries()) {
    if (given.signal.aborted) return played;
    const { who, tells, method } = scene;
    const path = scene.path(sofar);
    const request = { method, path, token: tokens[who], body: scene.body?.(sofar) };
    const answer = await call(address, { ...request, headers: headersOf(scene, sofar) });
    const shown = `${method} ${path}`;
    const step = { step: index + 1, who, tells, request: shown, said: request.body };
    played.push({ ...step, status: answer.status, answer: answer.body });
    for (const line of lines(played.at(-1)!)) given.say(line);
    if (answer.status !== scene.expects) throw unexpected(scene, answer);
    sofar = advance(sofar, scene, answer);
  }
  return played;
};

export const demo: Command = {
  name: 'demo',
  summary: 'play the life of a ticket on a running server, step by step',
  options: { ...URL_OPTION, ...DATA_OPTION, ...TENANT_OPTION },
  examples: ['amends demo', 'amends demo --url https://desk.example.org'],
  run: async (given) => {
    const played = await play(given);
    const isWhole = played.length === story.length;
    return {
      exit: isWhole ? 'done' : 'interrupted',
      says: isWhole
        ? ['', 'The ticket is closed, because the customer confirmed it.']
        : ['Stopped.'],
      json: { steps: played, isWhole },
    };
  },
};
