import { PolicyProcessor, type Ask, type Clock, systemClock, Commands } from '#eventing';
import type { Role } from '#platform';
import { testHttpApp, type TestHttpApp } from '#platform/testing';

import {
  ticketPolicies,
  type TicketCommand,
  type TicketDecider,
  ticketDecider,
  ticketRules,
  ticketsModule,
  ticketViews,
} from './index.js';

type Json = Readonly<Record<string, unknown>>;

export interface Sent {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever was answered
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
}

type Headers = Readonly<Record<string, string>>;
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

const bodyOf = (contentType: string, text: string) =>
  /\bjson\b/.test(contentType) && text !== '' ? JSON.parse(text) : text;

/** Sends requests as somebody. */
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
    get: (url: string) => send('GET', url),
    post: (url: string, body?: Json | string, headers?: Headers) =>
      send('POST', url, body, headers),
    put: (url: string, body: Json, headers?: Headers) => send('PUT', url, body, headers),
    delete: (url: string) => send('DELETE', url),
    /** Opens a ticket and answers with its path. */
    open: async (body: Json): Promise<string> => {
      const { headers } = await send('POST', '/v1/tickets', { kind: 'incident', ...body });
      return String(headers['location']);
    },
  };
};

type Person = ReturnType<ReturnType<typeof personOf>>;

/** Resolves when a ticket's events include this one; what policies ask for takes a moment. */
const waitFor = async (http: TestHttpApp, principal: Person, path: string, type: string) => {
  const { projector } = http.platform;
  const isThere = async () => {
    const { body } = await principal.get(`${path}/timeline?limit=200`);
    return body.items?.some((entry: Json) => entry['type'] === type) === true;
  };
  const somethingHappens = () =>
    new Promise<void>((go) => {
      const stop = projector.onApplied(() => {
        stop();
        go();
      });
    });
  for (;;) {
    const next = somethingHappens();
    if (await isThere()) return;
    await next;
  }
};

const running = (http: TestHttpApp, decider: TicketDecider, clock: Clock) => {
  const commands = http.app.get(Commands);
  const { views, projector } = http.platform;
  const ask: Ask = (_, id, command) => commands.send(decider, id, command as TicketCommand);
  const runner = new PolicyProcessor({ policies: ticketPolicies, views, projector, clock, ask });
  runner.start();
  return runner;
};

/** Tickets over HTTP on memory adapters; what is due is asked for as it comes due. */
export const ticketDesk = async (clock: Clock = systemClock) => {
  const decider = ticketDecider();
  const http = await testHttpApp({
    modules: () => [ticketsModule(decider)],
    views: [...ticketViews, ...ticketPolicies],
    rulebooks: [ticketRules],
  });
  const runner = running(http, decider, clock);
  const as = personOf(http);
  return {
    ...http,
    as,
    happened: (path: string, type: string) => waitFor(http, as('agent', 'ana'), path, type),
    close: async () => {
      await runner.stop();
      await http.close();
    },
  };
};

export type TicketDesk = Awaited<ReturnType<typeof ticketDesk>>;
