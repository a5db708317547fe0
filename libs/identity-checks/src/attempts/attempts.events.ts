import type { MessagesOf, Moment } from '#eventing';

/** What attempts are counted by. */
export const limitScopes = ['record', 'asker', 'address', 'code'] as const;
export type LimitScope = (typeof limitScopes)[number];

/** What happens to one count. Whose it is stands in the stream's name, as a keyed digest. */
export type AttemptsEvent = MessagesOf<{
  /** `level`: how many count now, this one with them. Nothing more is compared before `pausedUntil`. */
  AttemptTaken: { lane: LimitScope; level: number; at: Moment; pausedUntil: Moment };
  /** It led to a verified customer, so it does not count. */
  AttemptReturned: { lane: LimitScope; level: number; at: Moment };
}>;
