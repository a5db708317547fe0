/** A response as it was sent, so that it can be sent again unchanged. */
export interface StoredResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of an upload: the SHA-256 of what was uploaded, hex. */
  readonly content?: string;
}

/** The state of a key. `since`: when it was first seen, in milliseconds since 1970. */
export type Reserved =
  /** Go ahead. `repeated`: it was reserved before, and the outcome of that is not known. */
  | { readonly outcome: 'go'; readonly since: number; readonly repeated: boolean }
  | { readonly outcome: 'in-flight' }
  /** The key was used with another fingerprint. */
  | { readonly outcome: 'other' }
  | { readonly outcome: 'answered'; readonly answer: StoredResponse };

/** A key of one principal, and the request sent with it: both as digests. */
export interface Reservation {
  readonly key: string;
  readonly fingerprint: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How long a key is remembered. */
export const KEPT_FOR = 24 * 3_600_000;

/** Where idempotency keys are kept. Correct when it passes `idempotencyKeysConformance`. */
export abstract class IdempotencyKeys {
  /**
   * Reserves a key durably before the request is carried out, so that after a crash the same
   * request is carried out with the same moment and thus the same ids. A key older than `KEPT_FOR`
   * counts as never seen. A `go` is followed by exactly one `settle` or `release`.
   */
  abstract reserve(reservation: Reservation): Promise<Reserved>;

  /**
   * Stores the response, and ends the reservation. Losing it in a crash costs work, not
   * correctness.
   */
  abstract settle(key: string, answer: StoredResponse): Promise<void>;

  /**
   * Ends the reservation without a response: the next request with this key goes ahead, as
   * `repeated`.
   */
  abstract release(key: string): void;

  /** Deletes up to `limit` keys older than `KEPT_FOR`; returns how many. */
  abstract sweep(now: number, limit: number): Promise<number>;

  abstract close(): Promise<void>;
}
