import { type Policy, dueColumn, isAfter, schedule } from '#eventing';

import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { TicketEvent } from '../ticket/ticket.events.js';

/**
 * Closes a ticket when nobody has answered the proposed resolution in time. A proposal whose time
 * had ended before it was recorded is history: the importer says how it ended.
 */
export const autoClosePolicy: Policy<TicketEvent, TicketCommand> = {
  name: 'ticket-silences',
  version: 1,
  of: 'ticket',
  asks: 'ticket',
  ...dueColumn,
  when: {
    ResolutionProposed: (_, event) => {
      const { answerBy } = event.data;
      if (!isAfter(answerBy, event.meta.at)) return null;
      const command = { type: 'CloseUnanswered', data: { answerBy } } as const;
      return schedule(event, { due: answerBy, command });
    },
    ResolutionRejected: () => null,
    TicketResumed: () => null,
    TicketReopened: () => null,
    TicketClosed: () => null,
  },
};
