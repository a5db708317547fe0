import type { Decisions } from '#eventing';

import { ensureNotClosed } from './asking.rules.js';
import { close } from './closing.decisions.js';
import type { TicketCommand } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { ensure } from './ticket.rules.js';
import type { TicketSettings } from './ticket.settings.js';
import { people, type Ticket } from './ticket.state.js';

type Merging = Decisions<Ticket, Extract<TicketCommand, { type: 'MergeTicket' }>, TicketEvent>;

export const merging = (settings: TicketSettings): Merging => ({
  MergeTicket: (ticket, command) => {
    const { into, reason, requester, closed, mergedInto } = command.data;
    if (ticket.mergedInto === into) return [];
    ensureNotClosed(ticket);
    ensure(!closed, 'other-ticket-closed', mergedInto === undefined ? {} : { ticket: mergedInto });
    ensure(requester === ticket.requester.id, 'other-customer');
    return [
      { type: 'TicketMerged', data: { into, reason } },
      {
        type: 'TicketsLinked',
        data: { ticket: into, relation: 'duplicate-of', people: people(ticket) },
      },
      close(settings, command, 'duplicate'),
    ];
  },
});
