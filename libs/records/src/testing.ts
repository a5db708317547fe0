import { wordOverRecord } from '#claims';
import { AgendaRunner, type Ask, type Clock, Commands, systemClock } from '#eventing';
import { directoryAgenda, directoryModule, directoryRules, entriesView } from '#directory';
import {
  attemptsRules,
  changeAgendas,
  changeDecider,
  changeRules,
  checkRules,
  checksModule,
  Letters,
} from '#identity-checks';
import { type Letter, Messenger } from '#notifications';
import type { Role } from '#platform';
import { testEdge, type TestEdge } from '#platform/testing';

import {
  Eraser,
  type ErasureReceipt,
  readersFor,
  recordAgendas,
  recordDecider,
  recordRules,
  recordsModule,
  recordViews,
  labelIn,
  settingsWith,
} from './index.js';

type Json = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

export interface Sent {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever was answered
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
}

export class LetterBox extends Messenger {
  readonly letters: Letter[] = [];

  async deliver(letter: Letter): Promise<void> {
    this.letters.push(letter);
  }
}

/** Says that it has erased, and whom. */
export class NotedEraser extends Eraser {
  readonly erased: string[] = [];

  async erase(tenant: string, customers: readonly string[], position: number) {
    this.erased.push(...customers.map((customer) => `${tenant}/${customer}`));
    const at = new Date().toISOString();
    return { at, sinks: [{ sink: 'keys', position, done: true }] } satisfies ErasureReceipt;
  }
}

/** Sends requests as somebody. */
const personOf = (edge: TestEdge) => (role: Role, sub: string, tenant?: string) => {
  const send = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: Json,
    headers: Headers = {},
  ): Promise<Sent> => {
    const authorization = await edge.bearer(role, sub, tenant);
    const answer = await edge.app.inject({
      method,
      url,
      headers: { authorization, ...headers },
      ...(payload !== undefined && { payload }),
    });
    const isJson = /\bjson\b/.test(String(answer.headers['content-type']));
    const body = isJson && answer.body !== '' ? JSON.parse(answer.body) : answer.body;
    return { status: answer.statusCode, body, headers: answer.headers };
  };
  return {
    get: (url: string) => send('GET', url),
    post: (url: string, body?: Json, headers?: Headers) => send('POST', url, body, headers),
    put: (url: string, body: Json, headers?: Headers) => send('PUT', url, body, headers),
    patch: (url: string, body: Json, headers?: Headers) => send('PATCH', url, body, headers),
    delete: (url: string) => send('DELETE', url),
  };
};

/** Records over HTTP on memory adapters; what is due is asked for as it comes due. */
export const recordsDesk = async (clock: Clock = systemClock) => {
  const settings = settingsWith(readersFor({ country: 'EG' }), {
    recipients: [{ system: 'billing', fields: ['address'] }],
  });
  const [eraser, letters] = [new NotedEraser(), new LetterBox()];
  const secret = Buffer.alloc(32, 7);
  const decider = recordDecider(settings);
  const agendas = [...recordAgendas(), directoryAgenda, ...changeAgendas()];
  const edge = await testEdge({
    modules: ({ store, views }) => [
      recordsModule({ settings, decider, eraser, store, views }),
      checksModule({ messenger: letters, secret, labelOf: labelIn(settings) }),
      directoryModule(settings),
    ],
    views: [...recordViews(wordOverRecord), entriesView, ...agendas],
    rulebooks: [recordRules, directoryRules, checkRules, changeRules, attemptsRules],
  });
  const { views, projector } = edge.platform;
  const commands = edge.app.get(Commands);
  const toldBy = edge.app.get(Letters);
  const changes = changeDecider();
  const ask: Ask = (aggregate, id, command) => {
    if (aggregate === 'record') return commands.send(decider, id, command as never);
    if (command.type === 'MarkOldRouteTold') return toldBy.carryOut(id, command);
    return commands.send(changes, id, command as never);
  };
  const runner = new AgendaRunner({ agendas, views, projector, clock, ask });
  runner.start();
  return {
    ...edge,
    as: personOf(edge),
    eraser,
    letters,
    idle: () => runner.idle(),
    close: async () => {
      await runner.stop();
      await edge.close();
    },
  };
};
