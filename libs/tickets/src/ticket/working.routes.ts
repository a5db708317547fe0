import { commandRoutes } from '#platform';

import { answer, desk, refused, states } from './asking.routes.js';
import { ClassifyTicket } from './opening.requests.js';
import type { TicketCommand } from './ticket.commands.js';
import { AssignTicket, PutTicketOnHold, QueueTicket } from './working.requests.js';

export const workingRoutes = commandRoutes<TicketCommand>()({
  ClassifyTicket: {
    method: 'PUT',
    path: '/v1/tickets/:id/classification',
    summary: 'Classify a ticket; its priority follows by the matrix.',
    roles: desk,
    ifMatch: 'required',
    states,
    body: ClassifyTicket,
    example: { category: 'network', service: 'vpn', impact: 'medium', urgency: 'high' },
    answer,
    problems: refused('closed', 'customer-said-so', 'staff-only'),
  },

  QueueTicket: {
    method: 'PUT',
    path: '/v1/tickets/:id/queue',
    summary: 'Put a ticket into another queue, where others can take it.',
    roles: desk,
    states,
    body: QueueTicket,
    example: { queue: 'network' },
    answer,
    problems: refused('closed', 'staff-only'),
  },

  AssignTicket: {
    method: 'PUT',
    path: '/v1/tickets/:id/assignee',
    summary: 'Give a ticket to somebody.',
    roles: desk,
    states,
    body: AssignTicket,
    example: { assignee: 'agent-ana' },
    answer,
    problems: refused('closed', 'staff-only'),
  },

  ReleaseTicket: {
    method: 'DELETE',
    path: '/v1/tickets/:id/assignee',
    summary: 'Let go of a ticket, so that others can take it.',
    roles: desk,
    answer,
    problems: refused('closed', 'staff-only'),
  },

  PutTicketOnHold: {
    method: 'PUT',
    path: '/v1/tickets/:id/hold',
    summary:
      'Put a ticket on hold, until a moment or until the customer replies. The customer sees why.',
    roles: desk,
    states,
    body: PutTicketOnHold,
    example: {
      awaiting: 'vendor',
      reason: 'The router is being replaced.',
      until: '2030-01-05T09:00:00.000Z',
    },
    answer,
    problems: refused('closed', 'not-open', 'hold-in-the-past', 'staff-only'),
  },

  ResumeTicket: {
    method: 'DELETE',
    path: '/v1/tickets/:id/hold',
    summary: 'Take up a ticket that was on hold.',
    roles: desk,
    answer,
    problems: refused('not-on-hold', 'staff-only'),
  },
});
