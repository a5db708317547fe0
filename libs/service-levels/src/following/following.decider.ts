import { type CommandsOf, decideBy, type Decider, evolveBy } from '#eventing';

import type { FollowingEvent } from './following.events.js';

/** What a policy asks for; a handler counts clocks and records how far it came. */
export type FollowTickets = CommandsOf<{
  FollowTickets: {
    readonly of: 'what-happens' | 'imports';
    /** Positions of the log: after this one, and at least up to that one. */
    readonly after: number;
    readonly upTo: number;
  };
}>;

type FollowingCommand = CommandsOf<{
  RecordFollowing: FollowingEvent['data'];
}>;

/** Each step has a stream of its own, so that none grows with the log. */
export const followingDecider: Decider<null, FollowingCommand, FollowingEvent> = {
  name: 'clockfollowing',
  initial: null,
  creates: ['RecordFollowing'],
  evolve: evolveBy<null, FollowingEvent>({ TicketsFollowed: (state) => state }),
  decide: decideBy<null, FollowingCommand, FollowingEvent>({
    RecordFollowing: (_, { data }) => [{ type: 'TicketsFollowed', data }],
  }),
};
