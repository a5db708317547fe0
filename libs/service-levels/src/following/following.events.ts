import type { MessagesOf } from '#eventing';

/** How far the clocks of a tenant follow what happens to its tickets. */
export type FollowingEvent = MessagesOf<{
  /** Clocks were counted for every event of a ticket up to this position of the log. */
  TicketsFollowed: {
    readonly of: 'what-happens' | 'imports';
    readonly through: number;
    readonly tickets: number;
  };
}>;
