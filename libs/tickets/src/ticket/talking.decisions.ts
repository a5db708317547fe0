import type { Decisions, CommandContext } from '#eventing';

import { momentOf, speakerOf } from './asking.rules.js';
import { continuationOf, ensureHere, isReopenable } from './closing.decisions.js';
import type { TicketCommand } from './ticket.commands.js';
import type { Awaited, TicketEvent } from './ticket.events.js';
import { isClosed, type Ticket } from './ticket.state.js';

type Talking = Decisions<
  Ticket,
  Extract<TicketCommand, { type: 'ReplyToTicket' | 'AddNote' }>,
  TicketEvent
>;

type ReplyToTicket = Extract<TicketCommand, { type: 'ReplyToTicket' }>;

const forTheCustomer: ReadonlySet<Awaited> = new Set(['customer', 'evidence']);

/**
 * The customer has replied. A hold that waited for them ends, and so does the time to answer a
 * proposal, because only silence closes a ticket. A hold for somebody else continues.
 */
export const answered = ({ status, hold }: Ticket): TicketEvent[] => {
  const over = status === 'resolution-proposed' || (hold && forTheCustomer.has(hold.awaiting));
  return over ? [{ type: 'TicketResumed', data: { because: 'reply' } }] : [];
};

/** Within the window a reply reopens the ticket; after it, a reply opens a linked new ticket. */
const replyToClosed = (ticket: Ticket, command: ReplyToTicket): TicketEvent[] => {
  ensureHere(ticket);
  const { text, channel = 'portal' } = command.data;
  if (isReopenable(ticket, momentOf(command)))
    return [
      { type: 'CustomerReplied', data: { text, channel } },
      { type: 'TicketReopened', data: { was: ticket.closed!.as, because: 'reply' } },
    ];
  const follow = continuationOf(ticket);
  return [{ type: 'CustomerReplied', data: { text, channel, late: true, follow } }];
};

const customerReplies = (ticket: Ticket, command: ReplyToTicket): TicketEvent[] => {
  if (isClosed(ticket)) return replyToClosed(ticket, command);
  const { text, channel = 'portal' } = command.data;
  return [{ type: 'CustomerReplied', data: { text, channel } }, ...answered(ticket)];
};

const isByCustomer = (command: CommandContext) => speakerOf(command) !== undefined;

export const talking: Talking = {
  ReplyToTicket: (ticket, command) => {
    if (isByCustomer(command)) return customerReplies(ticket, command);
    if (isClosed(ticket)) ensureHere(ticket);
    const { text, channel = 'portal' } = command.data;
    return [{ type: 'AgentReplied', data: { text, channel } }];
  },

  AddNote: (_, { data }) => [{ type: 'NoteAdded', data }],
};
