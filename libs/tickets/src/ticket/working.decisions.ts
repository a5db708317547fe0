import { type DataOf, type Decisions, isAfter } from '#eventing';

import { ensureNotClosed, momentOf } from './asking.rules.js';
import { derivePriority } from './opening.decisions.js';
import { ensureOutranks } from './precedence.rules.js';
import type { TicketCommand } from './ticket.commands.js';
import type { Classification, TicketEvent } from './ticket.events.js';
import { ensure } from './ticket.rules.js';
import type { TicketSettings } from './ticket.settings.js';
import type { Ticket } from './ticket.state.js';

type Working = Decisions<
  Ticket,
  Extract<
    TicketCommand,
    {
      type:
        | 'ClassifyTicket'
        | 'QueueTicket'
        | 'AssignTicket'
        | 'ClaimTicket'
        | 'ReleaseTicket'
        | 'PutTicketOnHold'
        | 'ResumeTicket'
        | 'ResumeOnTime';
    }
  >,
  TicketEvent
>;

const classified = (ticket: Ticket, data: Classification): Classification => {
  const category = data.category ?? ticket.category;
  const service = data.service ?? ticket.service;
  return {
    ...(category !== undefined && { category }),
    ...(service !== undefined && { service }),
    impact: data.impact,
    urgency: data.urgency,
  };
};

const isSameClass = (a: Ticket, b: Classification) =>
  a.impact === b.impact &&
  a.urgency === b.urgency &&
  a.category === b.category &&
  a.service === b.service;

const isSameHold = ({ hold, status }: Ticket, data: DataOf<TicketCommand, 'PutTicketOnHold'>) =>
  status === 'on-hold' &&
  hold?.awaiting === data.awaiting &&
  hold.reason === data.reason &&
  hold.until === data.until;

const assign = ({ assignee: from }: Ticket, assignee: string): TicketEvent[] =>
  from === assignee
    ? []
    : [{ type: 'TicketAssigned', data: { assignee, ...(from !== undefined && { from }) } }];

/** Decisions that do not depend on settings. */
const always: Omit<Working, 'ClassifyTicket'> = {
  QueueTicket: (ticket, { data: { queue } }) => {
    ensureNotClosed(ticket);
    const { queue: from, assignee } = ticket;
    if (queue === from) return [];
    const queued: TicketEvent = { type: 'TicketQueued', data: { queue, from } };
    if (assignee === undefined) return [queued];
    return [queued, { type: 'TicketReleased', data: { assignee } }];
  },

  AssignTicket: (ticket, { data: { assignee } }) => {
    ensureNotClosed(ticket);
    return assign(ticket, assignee);
  },

  ClaimTicket: (ticket, { by }) => {
    ensureNotClosed(ticket);
    ensure(ticket.assignee === undefined || ticket.assignee === by.id, 'taken');
    return assign(ticket, by.id);
  },

  ReleaseTicket: (ticket, { data }) => {
    ensureNotClosed(ticket);
    const { assignee } = ticket;
    return assignee === undefined ? [] : [{ type: 'TicketReleased', data: { assignee, ...data } }];
  },

  PutTicketOnHold: (ticket, command) => {
    const { data } = command;
    ensureNotClosed(ticket);
    ensure(ticket.status !== 'resolution-proposed', 'not-open');
    ensure(data.until === undefined || isAfter(data.until, momentOf(command)), 'hold-in-the-past');
    return isSameHold(ticket, data) ? [] : [{ type: 'TicketPutOnHold', data }];
  },

  ResumeTicket: (ticket) => {
    ensure(ticket.status === 'on-hold', 'not-on-hold');
    return [{ type: 'TicketResumed', data: { because: 'staff' } }];
  },

  ResumeOnTime: (ticket, { data: { until }, at }) => {
    if (ticket.hold?.until !== until) return [];
    ensure(!isAfter(until, at), 'too-early', { until });
    return [{ type: 'TicketResumed', data: { because: 'time' } }];
  },
};

export const working = (settings: TicketSettings): Working => ({
  ...always,

  ClassifyTicket: (ticket, command) => {
    const { data } = command;
    ensureNotClosed(ticket);
    ensureOutranks(settings.ladder, ticket, command, { fact: 'category', is: data.category });
    ensureOutranks(settings.ladder, ticket, command, { fact: 'impact', is: data.impact });
    const next = classified(ticket, data);
    if (isSameClass(ticket, next)) return [];
    return [
      { type: 'TicketClassified', data: next },
      derivePriority(settings, next.impact, next.urgency),
    ];
  },
});
