import { type Policy, dueColumn, idOf, type Of, type RecordedEvent, schedule } from '#eventing';

import type { TicketCommand } from '../ticket/ticket.commands.js';
import { inverse, type TicketEvent } from '../ticket/ticket.events.js';

type LinkEvent = RecordedEvent<Of<TicketEvent, 'TicketsLinked' | 'TicketsUnlinked'>>;

/**
 * Both ends have the same key: the ticket where it was made or removed, the other ticket, and their
 * relation.
 */
const keyOfLink = ({ stream, data: { ticket, relation, answers } }: LinkEvent): string =>
  answers
    ? `${ticket}/${idOf(stream)}/${inverse[relation]}`
    : `${idOf(stream)}/${ticket}/${relation}`;

/**
 * A link is made or removed at one ticket; this policy does the same at the other one. An answer
 * ends only what it answers: the opposite may have been asked for since.
 */
export const linkPolicy: Policy<TicketEvent, TicketCommand> = {
  name: 'ticket-links',
  version: 2,
  of: 'ticket',
  asks: 'ticket',
  ...dueColumn,
  key: {
    TicketsLinked: keyOfLink,
    TicketsUnlinked: keyOfLink,
  },
  when: {
    TicketsLinked: (row, event) => {
      const { ticket, relation, answers, people } = event.data;
      if (answers) return row?.command.type === 'AnswerUnlink' ? row : null;
      const self = idOf(event.stream);
      const data = { ticket: self, relation: inverse[relation], ...(people && { people }) };
      return schedule(event, { id: ticket, command: { type: 'AnswerLink', data } });
    },
    TicketsUnlinked: (row, event) => {
      const { ticket, relation, answers, merge } = event.data;
      if (answers) return row?.command.type === 'AnswerLink' ? row : null;
      const self = idOf(event.stream);
      const data = { ticket: self, relation: inverse[relation], ...(merge && { merge }) };
      return schedule(event, { id: ticket, command: { type: 'AnswerUnlink', data } });
    },
  },
};
