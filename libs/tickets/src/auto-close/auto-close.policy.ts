import { type Policy, dueColumn, isAfter, schedule } from '#eventing';

import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { TicketEvent } from '../ticket/ticket.events.js';

/**
 * A proposed resolution that nobody answers closes the ticket when its time is over. One whose time
 * was over before it was recorded is history: whoever records it tells how it ended.
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
