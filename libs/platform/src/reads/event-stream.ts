import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EventStore, Projector } from '#eventing';

import type { Bearers } from '../identity/authenticator.js';
import { problem } from '../problems/problem.js';
import { field } from '../pipeline/request-context.js';
import { Listener, type Sees } from './event-stream-client.js';

export interface LiveOptions {
  /** How many may listen at once, all together and each principal. */
  readonly listeners: number;
  readonly perPrincipal?: number;
  /** Milliseconds between signs of life. */
  readonly heartbeat?: number;
}

interface Door {
  readonly store: EventStore;
  readonly projector: Projector;
  readonly bearers: Pick<Bearers, 'check'>;
}

/** Beyond so many positions it is cheaper to read again than to be told everything. */
const FURTHEST = 20_000;
const PAGE = 500;
const RETRY = 2000;

const resumeFrom = (request: FastifyRequest): number | undefined => {
  const sent = field(request.headers, 'last-event-id');
  return sent !== undefined && /^\d{1,15}$/.test(sent) ? Number(sent) : undefined;
};

const heading = (reply: FastifyReply) => ({
  ...(reply.getHeaders() as Record<string, string>),
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
});

/**
 * Live updates as server-sent events (WHATWG HTML, 9.2). The id of each is a position of the log;
 * whoever comes back with Last-Event-ID is told what was missed, without a gap and without a
 * repetition. Only what the views already show is told.
 */
export class Live {
  readonly #listeners = new Set<Listener>();
  readonly #heart: NodeJS.Timeout;
  readonly #silence: () => void;
  readonly #checks = new Map<Listener, () => Promise<void>>();

  constructor(
    private readonly door: Door,
    private readonly options: LiveOptions,
  ) {
    this.#silence = door.projector.onProjected((events) => {
      for (const listener of this.#listeners) listener.receive(events);
    });
    this.#heart = setInterval(() => this.#beat(), options.heartbeat ?? 15_000).unref();
  }

  get size(): number {
    return this.#listeners.size;
  }

  /**
   * Takes the request over and tells what `sees` lets through, until the client leaves, its credential
   * is no longer valid, or the server stops. Throws `http.too-many-live`.
   */
  async open(request: FastifyRequest, reply: FastifyReply, sees: Sees): Promise<void> {
    const { tenant, id } = request.edge.asker!;
    const principal = `${tenant}/${id}`;
    this.#admit(principal);
    reply.hijack();
    reply.raw.writeHead(200, heading(reply));
    if (request.method === 'HEAD') return void reply.raw.end();
    const listener = new Listener(tenant, principal, reply.raw, sees);
    this.#listen(listener, request, reply);
    await this.#begin(listener, resumeFrom(request));
  }

  /** Ends all in order, and takes no more. */
  stop(): void {
    clearInterval(this.#heart);
    this.#silence();
    for (const listener of this.#listeners) listener.end(RETRY);
  }

  #admit(principal: string) {
    const mine = [...this.#listeners].filter((other) => other.principal === principal).length;
    const { listeners, perPrincipal = 50 } = this.options;
    if (this.size >= listeners || mine >= perPrincipal)
      throw problem('too-many-live', {}, { 'retry-after': '5' });
  }

  #listen(listener: Listener, request: FastifyRequest, reply: FastifyReply) {
    const { authorization } = request.headers;
    this.#listeners.add(listener);
    this.#checks.set(listener, async () => void (await this.door.bearers.check(authorization)));
    reply.raw.once('close', () => {
      this.#listeners.delete(listener);
      this.#checks.delete(listener);
    });
  }

  async #begin(listener: Listener, from: number | undefined) {
    const now = this.door.projector.position;
    listener.position = from ?? now;
    if (listener.position > now || now - listener.position > FURTHEST) {
      listener.position = now;
      listener.say({ event: 'reset', data: { position: now } });
    } else listener.say({ event: 'ready', data: { position: listener.position } });
    try {
      await this.#tellMissed(listener, now);
      listener.caughtUp();
    } catch {
      listener.drop();
    }
  }

  async #tellMissed(listener: Listener, until: number) {
    while (listener.position < until && !listener.gone) {
      const events = await this.door.store.readAll({ after: listener.position, limit: PAGE });
      if (events.length === 0) return;
      events.filter(({ position }) => position <= until).forEach((event) => listener.tell(event));
      if (events.at(-1)!.position >= until) return;
      await listener.drained();
    }
  }

  #beat() {
    for (const listener of this.#listeners) {
      listener.beat();
      const check = this.#checks.get(listener);
      check?.().catch(() => listener.end(RETRY));
    }
  }
}
