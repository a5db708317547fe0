import { happenedAt, idOf, type Moment, type View } from '#eventing';

import type { QueueEvent } from './queue.events.js';

export interface QueueTeamRow {
  readonly queue: string;
  readonly team: string;
  readonly since: Moment;
  readonly version: number;
}

/** Which team has which queue. */
export const queueTeamsView: View<QueueEvent, QueueTeamRow> = {
  name: 'queue-teams',
  version: 1,
  of: 'queue',
  columns: {
    queue: { type: 'text', of: ({ queue }) => queue },
    team: { type: 'text', of: ({ team }) => team },
    since: { type: 'text', of: ({ since }) => since },
  },
  indexes: [['queue'], ['since'], ['team', 'queue'], ['team', 'since']],
  when: {
    QueueAssigned: (_, event) => ({
      queue: idOf(event.stream),
      team: event.data.team,
      since: happenedAt(event),
      version: event.revision + 1,
    }),
    QueueReleased: () => null,
  },
};
