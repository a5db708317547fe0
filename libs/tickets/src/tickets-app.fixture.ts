import { type Clock, systemClock } from '#eventing';
import type { Role } from '#platform';
import { contextsApp, type ContextsApp } from '#platform/testing';

import { defaultSettings, tickets } from './index.js';

type Json = Readonly<Record<string, unknown>>;
type Reader = ReturnType<ContextsApp['as']>;

/** Resolves when a ticket's events include this one; policies take a moment. */
const waitFor = async (http: ContextsApp, principal: Reader, path: string, type: string) => {
  const { progress } = http.platform;
  const isThere = async () => {
    const { body } = await principal.get(`${path}/timeline?limit=200`);
    return body.items?.some((entry: Json) => entry['type'] === type) === true;
  };
  const somethingHappens = () =>
    new Promise<void>((go) => {
      const stop = progress.onApplied(() => {
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

const personOf = (http: ContextsApp) => (role: Role, sub: string, tenant?: string) => {
  const person = http.as(role, sub, tenant);
  return {
    ...person,
    /** Opens a ticket and returns its path. */
    open: async (body: Json): Promise<string> => {
      const { headers } = await person.post('/v1/tickets', { kind: 'incident', ...body });
      return String(headers['location']);
    },
  };
};

/** Tickets over HTTP on memory adapters; scheduled commands are sent when they are due. */
export const ticketDesk = async (clock: Clock = systemClock) => {
  const http = await contextsApp({ contexts: [tickets.create(defaultSettings)] }, clock);
  const as = personOf(http);
  return {
    ...http,
    as,
    happened: (path: string, type: string) => waitFor(http, as('agent', 'ana'), path, type),
  };
};

export type TicketDesk = Awaited<ReturnType<typeof ticketDesk>>;
