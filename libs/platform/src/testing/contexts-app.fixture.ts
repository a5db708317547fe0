import {
  type Clock,
  CommandDispatcher,
  EmbeddedLeases,
  PolicyProcessor,
  systemClock,
} from '#eventing';

import type { Role } from '../routes/route.js';
import { testHttpApp, type TestHttpApp, type TestOptions } from './http-app.fixture.js';

type Json = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Sent {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- any answer
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
}

const bodyOf = (contentType: string, text: string) =>
  /\bjson\b/.test(contentType) && text !== '' ? JSON.parse(text) : text;

/** Sends requests with a principal's credential. */
const personOf = (http: TestHttpApp) => (role: Role, sub: string, tenant?: string) => {
  const send = async (
    method: Method,
    url: string,
    payload?: Json | string,
    headers: Headers = {},
  ): Promise<Sent> => {
    const authorization = await http.bearer(role, sub, tenant);
    const answer = await http.app.inject({
      method,
      url,
      headers: { authorization, ...headers },
      ...(payload !== undefined && { payload: payload as never }),
    });
    const body = bodyOf(String(answer.headers['content-type']), answer.body);
    return { status: answer.statusCode, body, headers: answer.headers };
  };
  return {
    get: (url: string, headers?: Headers) => send('GET', url, undefined, headers),
    post: (url: string, body?: Json | string, headers?: Headers) =>
      send('POST', url, body, headers),
    put: (url: string, body: Json, headers?: Headers) => send('PUT', url, body, headers),
    patch: (url: string, body: Json, headers?: Headers) => send('PATCH', url, body, headers),
    delete: (url: string) => send('DELETE', url),
  };
};

const processorOf = ({ app, platform, views }: TestHttpApp, clock: Clock) =>
  new PolicyProcessor({
    policies: platform.contexts.flatMap(({ policies }) => policies),
    views: views.reader,
    progress: platform.progress,
    leases: new EmbeddedLeases(),
    clock,
    ask: app.get(CommandDispatcher).dispatch,
  });

/** Contexts over HTTP on memory adapters; policies send their commands when these are due. */
export const contextsApp = async (options: TestOptions, clock: Clock = systemClock) => {
  const http = await testHttpApp(options);
  const processor = processorOf(http, clock);
  processor.start();
  return {
    ...http,
    as: personOf(http),
    idle: () => processor.idle(),
    close: async () => {
      await processor.stop();
      await http.close();
    },
  };
};

export type ContextsApp = Awaited<ReturnType<typeof contextsApp>>;
