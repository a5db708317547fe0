import { hash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Credential } from './credential.js';

/** Who may open which stream, by a ticket. */
export interface StreamTicket {
  /** The path of the one stream that it opens. */
  readonly path: string;
  readonly credential: Credential;
  /** The Authorization field that it stands for, which must stay valid as long as the stream goes on. */
  readonly authorization: string;
}

/** Seconds in which a ticket must be used. */
export const TICKET_LASTS = 30;
const MOST = 10_000;

const digest = (ticket: string) => hash('sha256', ticket, 'base64');

/**
 * Tickets for streams: browsers' EventSource sends no Authorization field, and a token in an address
 * would lie in histories and logs. They are in memory alone: a restart ends the streams anyway.
 */
export class StreamTickets {
  readonly #open = new LRUCache<string, StreamTicket>({ max: MOST, ttl: TICKET_LASTS * 1000 });

  issue(opens: StreamTicket): string {
    const ticket = randomBytes(32).toString('base64url');
    this.#open.set(digest(ticket), opens);
    return ticket;
  }

  /** What a ticket stands for, once; undefined where it is unknown, used, too old or another stream's. */
  redeem(ticket: string, path: string): StreamTicket | undefined {
    const found = this.#open.get(digest(ticket));
    this.#open.delete(digest(ticket));
    return found?.path === path ? found : undefined;
  }
}
