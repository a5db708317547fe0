import { described, Id, oneOf, type RouteRow } from '#platform';

import { linkable, LinkTickets, MergeTicket } from './link.requests.js';
import { answer, desk, otherTicketId, refused } from '../ticket/asking.routes.js';

export const linkRoutes = {
  link: {
    name: 'LinkTickets',
    method: 'POST',
    path: '/v1/tickets/:id/links',
    summary: 'Link two tickets; the other end follows by itself.',
    roles: desk,
    ifMatch: 'allowed',
    body: LinkTickets,
    example: { ticket: otherTicketId, relation: 'caused-by' },
    answer,
    problems: refused(
      'staff-only',
      'link-to-itself',
      'other-ticket-not-found',
      'link-cycle',
      'has-parent',
    ),
  },
  unlink: {
    name: 'UnlinkTickets',
    method: 'DELETE',
    path: '/v1/tickets/:id/links/:ticket/:relation',
    summary: 'Remove a link; the other end follows by itself. A merge is undone by reopening.',
    roles: desk,
    ifMatch: 'allowed',
    params: {
      ticket: described(Id, 'The other ticket.'),
      relation: described(oneOf(linkable), 'How this ticket stands to the other one.'),
    },
    answer,
    problems: refused('staff-only', 'merged', 'merged-into-this'),
  },
  merge: {
    name: 'MergeTicket',
    method: 'POST',
    path: '/v1/tickets/:id/merge',
    summary: 'Merge a ticket into another one of the same customer; it closes as a duplicate.',
    roles: desk,
    ifMatch: 'required',
    body: MergeTicket,
    example: { into: otherTicketId, reason: 'The same outage, told twice.' },
    answer,
    problems: refused(
      'staff-only',
      'closed',
      'link-to-itself',
      'other-ticket-not-found',
      'other-ticket-closed',
      'other-customer',
    ),
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
