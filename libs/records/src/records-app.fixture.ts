import { wordOverRecord } from '#claims';
import { PolicyProcessor, type Ask, type Clock, Commands, systemClock } from '#eventing';
import { importUserPolicy, directoryModule, directoryRules, entriesView } from '#directory';
import {
  attemptsRules,
  changePolicies,
  changeDecider,
  changeRules,
  checkRules,
  identityChecksModule,
  ChangeNotifications,
} from '#identity-checks';
import { type Notification, NotificationSender } from '#notifications';
import type { Role } from '#platform';
import { testHttpApp, type TestHttpApp } from '#platform/testing';

import {
  Eraser,
  type ErasureReceipt,
  readersFor,
  recordPolicies,
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

export class SentNotifications extends NotificationSender {
  readonly all: Notification[] = [];

  async deliver(notification: Notification): Promise<void> {
    this.all.push(notification);
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
const personOf = (http: TestHttpApp) => (role: Role, sub: string, tenant?: string) => {
  const send = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: Json,
    headers: Headers = {},
  ): Promise<Sent> => {
    const authorization = await http.bearer(role, sub, tenant);
    const answer = await http.app.inject({
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
  const [eraser, sent] = [new NotedEraser(), new SentNotifications()];
  const secret = Buffer.alloc(32, 7);
  const decider = recordDecider(settings);
  const policies = [...recordPolicies(), importUserPolicy, ...changePolicies()];
  const http = await testHttpApp({
    modules: ({ store, views }) => [
      recordsModule({ settings, decider, eraser, store, views }),
      identityChecksModule({ notificationSender: sent, secret, labelOf: labelIn(settings) }),
      directoryModule(settings),
    ],
    views: [...recordViews(wordOverRecord), entriesView, ...policies],
    rulebooks: [recordRules, directoryRules, checkRules, changeRules, attemptsRules],
  });
  const { views, projector } = http.platform;
  const commands = http.app.get(Commands);
  const toldBy = http.app.get(ChangeNotifications);
  const changes = changeDecider();
  const ask: Ask = (aggregate, id, command) => {
    if (aggregate === 'record') return commands.send(decider, id, command as never);
    if (command.type === 'MarkOldRouteTold') return toldBy.carryOut(id, command);
    return commands.send(changes, id, command as never);
  };
  const runner = new PolicyProcessor({ policies, views, projector, clock, ask });
  runner.start();
  return {
    ...http,
    as: personOf(http),
    eraser,
    sent,
    idle: () => runner.idle(),
    close: async () => {
      await runner.stop();
      await http.close();
    },
  };
};
