import { type Decisions, lookUp } from '#eventing';

import { ensureNotMerged } from './asking.rules.js';
import type { TicketCommand } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { ensure } from './ticket.rules.js';
import type { TicketSettings } from './ticket.settings.js';
import type { Ticket } from './ticket.state.js';

type Watching = Decisions<
  Ticket,
  Extract<TicketCommand, { type: 'AddWatcher' | 'RemoveWatcher' | 'RemoveCompanion' }>,
  TicketEvent
>;

const removed = ({ mergedInto: into }: Ticket, watcher: string): TicketEvent => ({
  type: 'WatcherRemoved',
  data: { watcher, ...(into !== undefined && { into }) },
});

/** Whether somebody watches for another reason than that they came along with this ticket. */
const staysWithout = ({ invited, companions }: Ticket, ticket: string, watcher: string): boolean =>
  invited.includes(watcher) ||
  Object.entries(companions).some(([other, along]) => other !== ticket && along.includes(watcher));

/** Takes out everybody who watches only because they came along with this ticket. */
export const companionsLeave = (ticket: Ticket, other: string): TicketEvent[] =>
  (lookUp(ticket.companions, other) ?? [])
    .filter((watcher) => ticket.watchers.includes(watcher))
    .filter((watcher) => !staysWithout(ticket, other, watcher))
    .map((watcher) => removed(ticket, watcher));

export const watching = (settings: TicketSettings): Watching => ({
  AddWatcher: (ticket, { data: { watcher } }) => {
    if (watcher === ticket.requester.id || ticket.invited.includes(watcher)) return [];
    ensureNotMerged(ticket);
    const isNew = !ticket.watchers.includes(watcher);
    ensure(!isNew || ticket.watchers.length < settings.maxWatchers, 'too-many-watchers');
    return [{ type: 'WatcherAdded', data: { watcher } }];
  },

  RemoveWatcher: (ticket, { data: { watcher } }) =>
    ticket.watchers.includes(watcher) ? [removed(ticket, watcher)] : [],

  RemoveCompanion: (ticket, { data }) => {
    const { watcher, ticket: other } = data;
    const left: TicketEvent = { type: 'CompanionRemoved', data };
    const isGone = !ticket.watchers.includes(watcher) || staysWithout(ticket, other, watcher);
    return isGone ? [left] : [left, removed(ticket, watcher)];
  },
});
