import type { MessagesOf } from '#eventing';

/** Which ticket is that of an origin. The stream is named by a digest of its system and id. */
export type OriginEvent = MessagesOf<{
  OriginClaimed: { ticket: string };
}>;
