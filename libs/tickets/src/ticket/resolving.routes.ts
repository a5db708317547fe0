import { commandRoutes } from '#platform';

import { answer, concerned, desk, refused, states } from './asking.routes.js';
import {
  ConfirmResolution,
  ProposeResolution,
  RejectResolution,
  ReopenTicket,
  WithdrawTicket,
} from './resolving.requests.js';
import type { TicketCommand } from './ticket.commands.js';

export const resolvingRoutes = commandRoutes<TicketCommand>()({
  ProposeResolution: {
    method: 'POST',
    path: '/v1/tickets/:id/resolution',
    summary: 'Propose a resolution; the customer confirms or rejects it.',
    roles: desk,
    states,
    body: ProposeResolution,
    example: { text: 'The tunnel now lives for a working day. Does it hold?' },
    answer,
    problems: refused('closed', 'not-open', 'answer-too-soon', 'staff-only'),
  },

  ConfirmResolution: {
    method: 'POST',
    path: '/v1/tickets/:id/resolution/confirmation',
    summary:
      'Say that it is solved. Only the customer can, or staff in their name: never the one who proposed it.',
    roles: concerned,
    owner: 'requester',
    states,
    body: ConfirmResolution,
    example: { words: 'It has held all day. Thank you!' },
    answer,
    problems: refused('no-proposal', 'requester-only', 'own-proposal'),
  },

  RejectResolution: {
    method: 'POST',
    path: '/v1/tickets/:id/resolution/rejection',
    summary: 'Say that it is not solved. The work is taken up again.',
    roles: concerned,
    owner: 'requester',
    states,
    body: RejectResolution,
    example: { reason: 'It dropped again at noon.' },
    answer,
    problems: refused('no-proposal', 'requester-only'),
  },

  WithdrawTicket: {
    method: 'POST',
    path: '/v1/tickets/:id/withdrawal',
    summary: 'Take back a ticket that is no longer needed.',
    roles: concerned,
    owner: 'requester',
    states,
    body: WithdrawTicket,
    example: { reason: 'I found the cable.' },
    answer,
    problems: refused('closed', 'requester-only'),
  },

  ReopenTicket: {
    method: 'POST',
    path: '/v1/tickets/:id/reopening',
    summary: 'Open a closed ticket again, within the reopening window; or take back a proposal.',
    roles: concerned,
    owner: 'requester',
    states,
    body: ReopenTicket,
    example: { reason: 'It is back since this morning.' },
    answer,
    problems: refused('not-closed', 'window-over', 'requester-only'),
  },
});
