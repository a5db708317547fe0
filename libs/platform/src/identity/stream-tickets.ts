import { hash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Credential } from './credential.js';

/** What a ticket opens, and for whom. */
export interface StreamTicket {
  /** The path of the one stream that it opens. */
  readonly path: string;
  readonly credential: Credential;
  /** The Authorization field that it stands for; it must stay valid while the stream is open. */
  readonly authorization: string;
}

/** Seconds in which a ticket must be used. */
export const TICKET_LASTS = 30;
const MOST = 10_000;

const digest = (ticket: string) => hash('sha256', ticket, 'base64');

/**
 * Tickets for streams: browsers' EventSource sends no Authorization field, and a token in an address
 * would be stored in histories and logs. Kept in memory only, because a restart ends the streams too.
 */
export class StreamTickets {
  readonly #open = new LRUCache<string, StreamTicket>({ max: MOST, ttl: TICKET_LASTS * 1000 });

  issue(opens: StreamTicket): string {
    const ticket = randomBytes(32).toString('base64url');
    this.#open.set(digest(ticket), opens);
    return ticket;
  }

  /** Redeems a ticket, once; undefined when it is unknown, used, expired or for another stream. */
  redeem(ticket: string, path: string): StreamTicket | undefined {
    const found = this.#open.get(digest(ticket));
    this.#open.delete(digest(ticket));
    return found?.path === path ? found : undefined;
  }
}
