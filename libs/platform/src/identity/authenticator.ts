import { problem } from '../problems/problem.js';
import type { ApiKeys } from './api-keys.port.js';
import type { Credential } from './credential.js';
import { StreamTickets, type StreamTicket } from './stream-tickets.js';
import { unbelieved, type Tokens } from './tokens.js';

const missing = () =>
  problem('credential-missing', {}, { 'www-authenticate': 'Bearer realm="amends"' });

const KEY = 'amends_';
const bearer = /^Bearer ([\w.~+/=-]{1,8192})$/i;

/** Finds out who is asking: from the Authorization field, or from the ticket of a stream. */
export class Authenticator {
  readonly tickets = new StreamTickets();

  constructor(
    private readonly tokens: Tokens,
    private readonly keys: ApiKeys,
  ) {}

  /** Throws, or rejects with, `http.credential-missing` or `http.credential-invalid`. */
  check(authorization: string | undefined): Credential | Promise<Credential> {
    if (authorization === undefined) throw missing();
    const presented = bearer.exec(authorization)?.[1];
    if (presented === undefined) throw unbelieved('The Authorization field is malformed.');
    return presented.startsWith(KEY) ? this.#key(presented) : this.tokens.check(presented);
  }

  /** The principal that a stream's ticket was issued to. Throws `http.credential-invalid`. */
  redeem(ticket: string, path: string): StreamTicket {
    const found = this.tickets.redeem(ticket, path);
    if (!found) throw unbelieved('The ticket is not valid, or not for this stream.');
    return found;
  }

  /**
   * Whether to check a credential although too many from its address were refused: a token that was
   * valid before, or an API key, which is cheap to look up and cannot be guessed.
   */
  wasValidBefore(authorization: string | undefined): boolean {
    const presented = bearer.exec(authorization ?? '')?.[1] ?? '';
    return presented.startsWith(KEY) || this.tokens.wasValidBefore(presented);
  }

  async #key(presented: string): Promise<Credential> {
    const found = await this.keys.find(presented);
    if (!found) throw unbelieved('The API key is not valid.');
    return found;
  }
}
