import { daysAfter, isAfter, type CommandContext, type Moment } from '#eventing';

import { ensureNotMerged, momentOf } from './asking.rules.js';
import type { Closure, Continuation, TicketEvent } from './ticket.events.js';
import { ensure } from './ticket.rules.js';
import type { TicketSettings } from './ticket.settings.js';
import type { Ticket } from './ticket.state.js';

export const close = (
  settings: TicketSettings,
  command: CommandContext,
  as: Closure,
): TicketEvent => ({
  type: 'TicketClosed',
  data: { as, reopenUntil: daysAfter(momentOf(command), settings.reopenDays) },
});

export const isReopenable = ({ closed }: Ticket, moment: Moment): boolean =>
  closed !== undefined && !isAfter(moment, closed.reopenUntil);

/**
 * Refuses commands that belong to the ticket where this one continues, and names that ticket's id.
 */
export const ensureHere = (ticket: Ticket): void => {
  ensureNotMerged(ticket);
  const next = ticket.links.findLast(({ relation }) => relation === 'followed-by');
  ensure(next === undefined, 'continued', { ticket: next?.ticket });
};

/** What a new ticket needs to continue where this one was closed. */
export const continuationOf = (ticket: Ticket): Continuation => {
  const { kind, subject, requester, queue, category, service, impact, urgency } = ticket;
  const known = {
    ...(category !== undefined && { category }),
    ...(service !== undefined && { service }),
  };
  return {
    kind,
    subject,
    requester,
    queue,
    ...(impact &&
      urgency && {
        classification: {
          ...known,
          impact,
          urgency,
        },
      }),
  };
};
