import type { FastifyReply, FastifyRequest } from 'fastify';
import { type EventStore, isLost, type Resumption, type ViewProgress } from '#eventing';

import { mayHear } from '../contexts/audience.js';
import type { Audience } from '../contexts/context.js';
import type { Authenticator } from '../identity/authenticator.js';
import { problem } from '../problems/problem.js';
import { field } from '../pipeline/request-context.js';
import { SseConnection, type EventFilter } from './sse-connection.js';

export interface EventStreamOptions {
  /** The maximum number of connections, in total and per principal. */
  readonly listeners: number;
  readonly perPrincipal?: number;
  /** Milliseconds between heartbeats. */
  readonly heartbeat?: number;
  /** Milliseconds between checks of the credentials of open connections. */
  readonly recheck?: number;
}

interface EventStreamParts {
  readonly store: EventStore;
  readonly progress: ViewProgress;
  readonly resumptions?: readonly Resumption[];
  readonly authenticator: Pick<Authenticator, 'check'>;
  /** By type of event; no filter can widen it. */
  readonly audiences: ReadonlyMap<string, Audience>;
}

/** Beyond this number of positions reading again is cheaper than receiving every event. */
const FURTHEST = 20_000;
const PAGE = 500;
const RETRY = 2000;

const resumeFrom = (request: FastifyRequest): number | undefined => {
  const sent = field(request.headers, 'last-event-id');
  if (sent !== undefined && /^\d{1,16}$/.test(sent)) return Number(sent);
  return (request.query as { readonly lastEventId?: number }).lastEventId;
};

const heading = (reply: FastifyReply) => ({
  ...(reply.getHeaders() as Record<string, string>),
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
});

/**
 * Live updates as server-sent events (WHATWG HTML, 9.2). The id of each is a position of the log. A
 * client that reconnects with Last-Event-ID gets what it missed, without gaps or repetitions. Only
 * events that the views already have are sent.
 */
export class EventStream {
  readonly #connections = new Set<SseConnection>();
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #unsubscribe: () => void;
  readonly #checks = new Map<SseConnection, () => Promise<void>>();

  constructor(
    private readonly door: EventStreamParts,
    private readonly options: EventStreamOptions,
  ) {
    this.#unsubscribe = door.progress.onApplied((events) => {
      for (const connection of this.#connections) connection.receive(events);
    });
    this.#timers = [
      setInterval(() => this.#heartbeat(), options.heartbeat ?? 15_000).unref(),
      setInterval(() => this.#recheck(), options.recheck ?? 500).unref(),
    ];
  }

  get size(): number {
    return this.#connections.size;
  }

  /**
   * Takes the request over and sends what `sees` allows, until the client disconnects, its
   * credential expires, or the server stops. Throws `http.too-many-live`.
   */
  async open(request: FastifyRequest, reply: FastifyReply, sees: EventFilter): Promise<void> {
    const { tenant, id, role } = request.edge.principal!;
    const principal = `${tenant}/${id}`;
    this.#admit(principal);
    reply.hijack();
    reply.raw.writeHead(200, heading(reply));
    if (request.method === 'HEAD') return void reply.raw.end();
    const within: EventFilter = (event) =>
      mayHear(role, this.door.audiences.get(event.type)) ? sees(event) : undefined;
    const connection = new SseConnection(tenant, principal, reply.raw, within);
    this.#listen(connection, request, reply);
    await this.#begin(connection, resumeFrom(request));
  }

  /** Ends all connections in order, and accepts no more. */
  stop(): void {
    this.#timers.forEach((timer) => clearInterval(timer));
    this.#unsubscribe();
    for (const connection of this.#connections) connection.end(RETRY);
  }

  #admit(principal: string) {
    const mine = [...this.#connections].filter((other) => other.principal === principal).length;
    const { listeners, perPrincipal = 50 } = this.options;
    if (this.size >= listeners || mine >= perPrincipal)
      throw problem('too-many-live', {}, { 'retry-after': '5' });
  }

  #listen(connection: SseConnection, request: FastifyRequest, reply: FastifyReply) {
    const authorization = request.edge.authorization ?? request.headers.authorization;
    this.#connections.add(connection);
    this.#checks.set(
      connection,
      async () => void (await this.door.authenticator.check(authorization)),
    );
    reply.raw.once('close', () => {
      this.#connections.delete(connection);
      this.#checks.delete(connection);
    });
  }

  async #begin(connection: SseConnection, from: number | undefined) {
    const now = this.door.progress.position;
    connection.position = from ?? now;
    if (this.#isOutOfReach(connection.position, now)) {
      connection.position = now;
      connection.say({ event: 'reset', data: { position: now } });
    } else connection.say({ event: 'ready', data: { position: connection.position } });
    try {
      await this.#tellMissed(connection, now);
      connection.caughtUp();
    } catch {
      connection.drop();
    }
  }

  /** Not there yet, of a time that a restored backup has lost, or too long ago. */
  #isOutOfReach(position: number, now: number): boolean {
    const isUnknown = position > now || isLost(this.door.resumptions ?? [], position);
    return isUnknown || now - position > FURTHEST;
  }

  async #tellMissed(connection: SseConnection, until: number) {
    while (connection.position < until && !connection.gone) {
      const events = await this.door.store.readAll({ after: connection.position, limit: PAGE });
      if (events.length === 0) return;
      events.filter(({ position }) => position <= until).forEach((event) => connection.tell(event));
      if (events.at(-1)!.position >= until) return;
      await connection.drained();
    }
  }

  #heartbeat() {
    for (const connection of this.#connections) connection.heartbeat();
  }

  /** Ends the connections whose credential was revoked or has expired. */
  #recheck() {
    for (const [connection, check] of this.#checks) check().catch(() => connection.end(RETRY));
  }
}
