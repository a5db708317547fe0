import {
  type CommandsOf,
  derivedCommandId,
  dueColumn,
  idOf,
  type Policy,
  schedule,
} from '#eventing';
import type { TicketEvent } from '#tickets';

import type { PromiseEvent } from '../promise/promise.events.js';

/** Carried out by a handler, which knows the promise and its ticket. */
export type ContinueCommand = CommandsOf<{
  ContinueTicket: { promise: string; words?: string };
}>;

/** "It does not work after all" opens a ticket that continues the one that the check-in is about. */
export const continuingPolicy: Policy<PromiseEvent | TicketEvent, ContinueCommand> = {
  name: 'check-ins-continued',
  version: 1,
  of: ['promise', 'ticket'],
  asks: 'ticket',
  ...dueColumn,
  key: { PromiseKept: (event) => derivedCommandId(event, 1) },
  when: {
    PromiseKept: (_, event) => {
      const { works, outcome: words } = event.data;
      if (works !== false) return undefined;
      const data = { promise: idOf(event.stream), ...(words !== undefined && { words }) };
      const command = { type: 'ContinueTicket', data } as const;
      return schedule(event, { id: derivedCommandId(event, 1), command });
    },
    /** The new ticket, whose id is the row's key. */
    TicketOpened: (row) => row && null,
  },
};
