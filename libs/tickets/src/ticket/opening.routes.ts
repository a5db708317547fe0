import type { DataOf } from '#eventing';
import { type CommandRequest, commandRoutes, type Principal } from '#platform';

import { answer, concerned, refused, states, ticketId } from './asking.routes.js';
import { OpenTicket, TellPainPoint } from './opening.requests.js';
import type { TicketCommand } from './ticket.commands.js';

/** A customer who says nothing of themselves is called as their token names them. */
export const openingOf = (
  body: OpenTicket,
  { role, id, name }: Principal,
): DataOf<TicketCommand, 'OpenTicket'> =>
  role === 'customer' && name !== undefined && body.requester === undefined
    ? { ...body, requester: { id, name } }
    : body;

export const openingRoutes = commandRoutes<TicketCommand>()({
  OpenTicket: {
    method: 'POST',
    path: '/v1/tickets',
    summary:
      'Open a ticket: for yourself, or as staff for somebody. A ticket of another system (`origin`) is one ticket: opened again, it is answered as it is.',
    roles: concerned,
    creates: true,
    states,
    body: OpenTicket,
    example: {
      kind: 'incident',
      subject: 'VPN drops every hour',
      told: {
        hurts: 'My VPN drops every hour.',
        stops: 'I lose my calls with customers.',
        wants: 'A line that holds for a working day.',
      },
    },
    data: ({ body, principal }: CommandRequest<OpenTicket>) => openingOf(body, principal),
    answer: { ...answer, example: { id: ticketId, version: 2 } },
    problems: [
      'ticket.already-opened',
      'ticket.for-whom',
      'ticket.for-yourself',
      'ticket.not-their-ticket',
      'ticket.staff-only',
      'ticket.in-the-future',
    ],
  },

  TellPainPoint: {
    method: 'POST',
    path: '/v1/tickets/:id/pain-points',
    summary: 'Tell what hurts, what it stops you doing, and the outcome you want.',
    roles: concerned,
    owner: 'requester',
    states,
    body: TellPainPoint,
    example: { hurts: 'It drops in the middle of calls.', wants: 'A line that holds.' },
    answer,
    problems: refused('closed'),
  },
});
