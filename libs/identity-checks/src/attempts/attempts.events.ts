import type { MessagesOf, Moment } from '#eventing';

/** What attempts are counted by. */
export const limitScopes = ['record', 'asker', 'address', 'code'] as const;
export type LimitScope = (typeof limitScopes)[number];

/** The events of one count. The stream's name says what is counted, as a keyed digest. */
export type AttemptsEvent = MessagesOf<{
  /** `level`: how many count now, including this one. Nothing is compared before `pausedUntil`. */
  AttemptTaken: { lane: LimitScope; level: number; at: Moment; pausedUntil: Moment };
  /** It led to a verified customer, so it does not count. */
  AttemptReturned: { lane: LimitScope; level: number; at: Moment };
}>;
