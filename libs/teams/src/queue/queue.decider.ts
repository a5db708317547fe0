import { type CommandsOf, decideBy, type Decider, evolveBy } from '#eventing';

import type { QueueEvent } from './queue.events.js';

export type QueueCommand = CommandsOf<{
  /** The controller has found the team. */
  AssignQueue: { team: string };
  /** From then on the administrator answers for it. */
  ReleaseQueue: {};
}>;

interface Queue {
  readonly team?: string;
}

export type QueueDecider = Decider<Queue, QueueCommand, QueueEvent>;

/** A queue has one team at most, because this is one stream for each queue. */
export const queueDecider: QueueDecider = {
  name: 'queue',
  initial: {},
  evolve: evolveBy<Queue, QueueEvent>({
    QueueAssigned: (_, { team }) => ({ team }),
    QueueReleased: () => ({}),
  }),
  decide: decideBy<Queue, QueueCommand, QueueEvent>({
    AssignQueue: ({ team: from }, { data: { team } }) =>
      team === from
        ? []
        : [{ type: 'QueueAssigned', data: { team, ...(from !== undefined && { from }) } }],
    ReleaseQueue: ({ team }) =>
      team === undefined ? [] : [{ type: 'QueueReleased', data: { team } }],
  }),
};
