import { type Policy, dueColumn, idOf, schedule } from '#eventing';

import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { TicketEvent } from '../ticket/ticket.events.js';

/** Who leaves a merged ticket also leaves the ticket that they came along to with it. */
export const leavingPolicy: Policy<TicketEvent, TicketCommand> = {
  name: 'ticket-leaving',
  version: 1,
  of: 'ticket',
  asks: 'ticket',
  ...dueColumn,
  key: {
    WatcherRemoved: ({ stream, data: { watcher, into = '' } }) =>
      `${idOf(stream)}/${into}/${watcher}`,
    CompanionRemoved: ({ stream, data }) => `${data.ticket}/${idOf(stream)}/${data.watcher}`,
  },
  when: {
    WatcherRemoved: (_, event) => {
      const { watcher, into } = event.data;
      if (into === undefined) return null;
      const data = { watcher, ticket: idOf(event.stream) };
      return schedule(event, { id: into, command: { type: 'RemoveCompanion', data } });
    },
    CompanionRemoved: () => null,
  },
};
