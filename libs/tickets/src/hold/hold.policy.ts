import { type Policy, dueColumn, isAfter, schedule } from '#eventing';

import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { TicketEvent } from '../ticket/ticket.events.js';

/**
 * Resumes a ticket on hold when its time has come. A hold that had ended before it was recorded is
 * history: the importer says how it ended.
 */
export const holdPolicy: Policy<TicketEvent, TicketCommand> = {
  name: 'ticket-holds',
  version: 1,
  of: 'ticket',
  asks: 'ticket',
  ...dueColumn,
  when: {
    TicketPutOnHold: (_, event) => {
      const { until } = event.data;
      if (until === undefined || !isAfter(until, event.meta.at)) return null;
      return schedule(event, { due: until, command: { type: 'ResumeOnTime', data: { until } } });
    },
    TicketResumed: () => null,
    ResolutionProposed: () => null,
    TicketClosed: () => null,
  },
};
