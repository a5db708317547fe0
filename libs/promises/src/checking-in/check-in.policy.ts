import {
  type CommandsOf,
  daysAfter,
  derivedCommandId,
  dueColumn,
  happenedAt,
  idOf,
  isAfter,
  type Policy,
  schedule,
} from '#eventing';
import type { TicketEvent } from '#tickets';

import type { WishedWindow } from '../promise/promise.commands.js';
import type { PromiseEvent } from '../promise/promise.events.js';

/** Carried out by a handler, which knows the ticket. */
export type CheckInCommand = CommandsOf<{ CheckInOn: { ticket: string; window: WishedWindow } }>;

const OPEN_DAYS = 1;

/**
 * So many days after the customer confirmed a resolution, we ask whether it still works; unless the
 * ticket was reopened. History that was brought in is not asked about when that day is over.
 */
export const checkInPolicy = (
  days: number,
): Policy<TicketEvent | PromiseEvent, CheckInCommand> => ({
  name: 'check-ins',
  version: 1,
  of: ['ticket', 'promise'],
  asks: 'promise',
  ...dueColumn,
  key: {
    CheckInPromised: (event) => event.data.about.ticket ?? idOf(event.stream),
    CheckInRenounced: (event) => event.data.ticket,
  },
  when: {
    TicketClosed: (_, event) => {
      const from = daysAfter(happenedAt(event), days);
      if (days === 0 || event.data.as !== 'confirmed' || !isAfter(from, event.meta.at)) return null;
      const data = { ticket: idOf(event.stream), window: { from, to: daysAfter(from, OPEN_DAYS) } };
      const command = { type: 'CheckInOn', data } as const;
      return schedule(event, { id: derivedCommandId(event, 1), due: from, command });
    },
    TicketReopened: () => null,
    CheckInRenounced: () => null,
    /** Another check-in about the same ticket does not take the place of this one. */
    CheckInPromised: (row, event) => (row?.id === idOf(event.stream) ? null : row),
  },
});
