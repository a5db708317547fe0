import {
  type CommandRoutes,
  singleLine,
  oneOf,
  strictObject,
  optional,
  Pseudonym,
  slug,
  text,
} from '#platform';

import { answer, concerned, refused, states, ticketId } from './asking.routes.js';
import type { TicketCommand } from './ticket.commands.js';
import { channels, grades, kinds } from './ticket.events.js';

/** What hurts, what it stops them doing, and the outcome they want. */
const PainPoint = strictObject({
  hurts: text(4000),
  stops: optional(text(4000)),
  wants: optional(text(4000)),
});

export const Classification = strictObject({
  category: optional(singleLine(100)),
  service: optional(singleLine(100)),
  impact: oneOf(grades),
  urgency: oneOf(grades),
});

export const Channel = oneOf(channels);

const Requester = strictObject({ id: Pseudonym, name: optional(singleLine(200)) });

const OpenTicket = strictObject({
  kind: oneOf(kinds),
  subject: singleLine(200),
  channel: optional(Channel),
  requester: optional(Requester),
  told: optional(PainPoint),
  classification: optional(Classification),
  queue: optional(slug()),
  origin: optional(strictObject({ system: slug(), id: singleLine(100) })),
});

type Opening = Extract<TicketCommand, { type: 'OpenTicket' | 'TellPainPoint' }>;

export const openingRoutes = {
  OpenTicket: {
    method: 'POST',
    path: '/v1/tickets',
    summary: 'Open a ticket: for yourself, or as staff for somebody.',
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
    data: ({ body, principal }) =>
      principal.role === 'customer' && principal.name !== undefined && body.requester === undefined
        ? { ...body, requester: { id: principal.id, name: principal.name } }
        : body,
    answer: { ...answer, example: { id: ticketId, version: 2 } },
    problems: [
      'ticket.already-opened',
      'ticket.for-whom',
      'ticket.for-yourself',
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
    body: PainPoint,
    example: { hurts: 'It drops in the middle of calls.', wants: 'A line that holds.' },
    answer,
    problems: refused('closed'),
  },
} as const satisfies CommandRoutes<Opening>;
