import { type Policy, dueColumn, idOf, schedule } from '#eventing';

import type { TicketCommand } from '../ticket/ticket.commands.js';
import { inverse, type TicketEvent } from '../ticket/ticket.events.js';

/** A link is made at one ticket; this policy adds the other end to the other ticket. */
export const linkPolicy: Policy<TicketEvent, TicketCommand> = {
  name: 'ticket-links',
  version: 1,
  of: 'ticket',
  asks: 'ticket',
  ...dueColumn,
  key: {
    /**
     * Both ends have the same key: the ticket where it was made, the other ticket, and their
     * relation.
     */
    TicketsLinked: ({ stream, data: { ticket, relation, answers } }) =>
      answers
        ? `${ticket}/${idOf(stream)}/${inverse[relation]}`
        : `${idOf(stream)}/${ticket}/${relation}`,
  },
  when: {
    TicketsLinked: (_, event) => {
      const { ticket, relation, answers, people } = event.data;
      if (answers) return null;
      const self = idOf(event.stream);
      const data = { ticket: self, relation: inverse[relation], ...(people && { people }) };
      return schedule(event, { id: ticket, command: { type: 'AnswerLink', data } });
    },
  },
};
