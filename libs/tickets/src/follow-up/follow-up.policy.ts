import {
  type Policy,
  derivedCommandId,
  dueColumn,
  idOf,
  type RecordedEvent,
  schedule,
  type ScheduledCommand,
} from '#eventing';

import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { Channel, Continuation, TicketEvent } from '../ticket/ticket.events.js';

interface Said {
  readonly follow?: Continuation;
  readonly words?: string | undefined;
  readonly channel?: Channel;
}

/** The new ticket's id follows from the words that it goes on from, so it opens once. */
const ticketAfter = (event: RecordedEvent) => derivedCommandId(event, 1);

const goOn = (
  event: RecordedEvent,
  { follow, words, channel }: Said,
): ScheduledCommand<TicketCommand> | undefined =>
  follow &&
  schedule(event, {
    id: ticketAfter(event),
    command: {
      type: 'OpenFollowUp',
      data: {
        follows: idOf(event.stream),
        from: follow,
        ...(words !== undefined && { words }),
        ...(channel !== undefined && { channel }),
      },
    },
  });

/** What a customer says long after a ticket was closed goes on in a new one, so that times stay true. */
export const followUpPolicy: Policy<TicketEvent, TicketCommand> = {
  name: 'ticket-follow-ups',
  version: 1,
  of: 'ticket',
  asks: 'ticket',
  ...dueColumn,
  key: { CustomerReplied: ticketAfter, FactCorrected: ticketAfter },
  when: {
    CustomerReplied: (_, event) => {
      const { follow, text, channel } = event.data;
      return follow && goOn(event, { follow, words: text, channel });
    },
    FactCorrected: (_, event) => goOn(event, event.data),
    /** In the new ticket, whose id is the row's key. */
    TicketsLinked: (row, { data: { relation } }) => (relation === 'follows' ? null : row),
  },
};
