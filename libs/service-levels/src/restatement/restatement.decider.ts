import { type CommandsOf, decideBy, type Decider, evolveBy } from '#eventing';

import type { Cause, RestatementEvent } from './restatement.events.js';

type After = readonly (string | number | null)[];

/** What a policy asks for; a handler counts the clocks of one page and records how far it came. */
export type RestateClocks = CommandsOf<{
  RestateClocks: { readonly cause: Cause; readonly after?: After };
}>;

type RestatementCommand = CommandsOf<{
  RecordRestatement: { readonly cause: Cause; readonly tickets: number; readonly after?: After };
}>;

interface RestatementState {
  readonly tickets: number;
  readonly isCompleted: boolean;
}

/** One change of a policy or calendar, on its way through the clocks that run. */
export const restatementDecider: Decider<RestatementState, RestatementCommand, RestatementEvent> = {
  name: 'restatement',
  initial: { tickets: 0, isCompleted: false },
  evolve: evolveBy<RestatementState, RestatementEvent>({
    RestatementAdvanced: (state, { tickets }) => ({ ...state, tickets }),
    RestatementCompleted: (_, { tickets }) => ({ tickets, isCompleted: true }),
  }),
  decide: decideBy<RestatementState, RestatementCommand, RestatementEvent>({
    RecordRestatement: (state, { data: { cause, after, tickets: counted } }) => {
      if (state.isCompleted) return [];
      const tickets = state.tickets + counted;
      return after
        ? [{ type: 'RestatementAdvanced', data: { cause, tickets, after } }]
        : [{ type: 'RestatementCompleted', data: { cause, tickets } }];
    },
  }),
};
