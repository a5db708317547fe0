import { decideBy, type Decider } from '#eventing';

import { ensureAskable } from './asking.rules.js';
import { attaching } from './attaching.decisions.js';
import { correcting } from './correcting.decisions.js';
import { linking } from './linking.decisions.js';
import { merging } from './merging.decisions.js';
import { personal } from './ticket.personal.js';
import { opening } from './opening.decisions.js';
import { resolving } from './resolving.decisions.js';
import { talking } from './talking.decisions.js';
import type { TicketCommand } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { defaultSettings, type TicketSettings } from './ticket.settings.js';
import { evolve, type Ticket, unopened } from './ticket.state.js';
import { watching } from './watching.decisions.js';
import { working } from './working.decisions.js';

export type TicketDecider = Decider<Ticket, TicketCommand, TicketEvent>;

/** All decisions about a ticket, and the rules that they must follow. */
export const ticketDecider = (settings: TicketSettings = defaultSettings): TicketDecider => {
  const decide = decideBy<Ticket, TicketCommand, TicketEvent>({
    ...opening(settings),
    ...working(settings),
    ...talking,
    ...attaching,
    ...watching(settings),
    ...resolving(settings),
    ...correcting(settings),
    ...linking,
    ...merging(settings),
  });
  return {
    name: 'ticket',
    initial: unopened,
    creates: ['OpenTicket', 'OpenFollowUp'],
    evolve,
    versionFor: ({ shown, version }, { by }) => (by.kind === 'customer' ? shown : version),
    personal,
    decide: (ticket, command) => {
      ensureAskable(ticket, command);
      return decide(ticket, command);
    },
  };
};
