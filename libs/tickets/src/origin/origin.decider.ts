import { type CommandsOf, decideBy, type Decider, digestOf, evolveBy } from '#eventing';

import type { Origin } from '../ticket/ticket.events.js';
import type { OriginEvent } from './origin.events.js';

export type OriginCommand = CommandsOf<{
  ClaimOrigin: { ticket: string };
}>;

/** The id of the stream of an origin. */
export const originIdOf = ({ system, id }: Origin): string => digestOf(system, id).slice(0, 40);

interface ClaimedOrigin {
  readonly ticket?: string;
}

export type OriginDecider = Decider<ClaimedOrigin, OriginCommand, OriginEvent>;

/** One stream for each origin, so that of several tickets that are opened at once one is its own. */
export const originDecider: OriginDecider = {
  name: 'origin',
  initial: {},
  evolve: evolveBy<ClaimedOrigin, OriginEvent>({
    OriginClaimed: (_, { ticket }) => ({ ticket }),
  }),
  decide: decideBy<ClaimedOrigin, OriginCommand, OriginEvent>({
    ClaimOrigin: ({ ticket }, { data }) =>
      ticket === undefined ? [{ type: 'OriginClaimed', data }] : [],
  }),
};
