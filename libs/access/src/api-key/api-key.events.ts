import type { MessagesOf, Moment } from '#eventing';

/** Everything that can happen to an API key. No event contains the key itself. */
export type ApiKeyEvent = MessagesOf<{
  ApiKeyIssued: {
    /** What it is for; a machine, not a person. */
    name: string;
    /** The SHA-256 of the whole key, in hex. */
    hash: string;
    /** E.g. `tickets:read`. */
    scopes: readonly string[];
    expiresAt?: Moment;
  };
  ApiKeyRevoked: { reason?: string };
}>;
