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

/** The new ticket's id is derived from the event that it continues, so it opens once. */
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

/** A reply long after a ticket was closed opens a new ticket, so that times stay correct. */
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
    /** The link in the new ticket, whose id is the row's key. */
    TicketsLinked: (row, { data: { relation } }) => (relation === 'follows' ? null : row),
  },
};
