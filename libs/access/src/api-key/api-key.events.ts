import type { MessagesOf, Moment } from '#eventing';

/** Everything that can happen to an API key. The key itself is in none of it. */
export type ApiKeyEvent = MessagesOf<{
  ApiKeyIssued: {
    /** What it is for; a machine, not a person. */
    name: string;
    /** Hex of the SHA-256 of the whole key. */
    hash: string;
    /** E.g. `tickets:read`. */
    scopes: readonly string[];
    expiresAt?: Moment;
  };
  ApiKeyRevoked: { reason?: string };
}>;
