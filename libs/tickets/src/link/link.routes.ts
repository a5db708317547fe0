import { Id, oneOf, strictObject, type RouteRow, text } from '#platform';

import { answer, desk, otherTicketId, refused } from '../ticket/asking.routes.js';

/** Which ticket follows which is for the system to say. */
const linkable = [
  'parent-of',
  'child-of',
  'duplicate-of',
  'duplicated-by',
  'caused-by',
  'cause-of',
  'related-to',
] as const;

export const linkRoutes = {
  link: {
    name: 'LinkTickets',
    method: 'POST',
    path: '/v1/tickets/:id/links',
    summary: 'Link two tickets; the other end follows by itself.',
    roles: desk,
    ifMatch: 'allowed',
    body: strictObject({ ticket: Id, relation: oneOf(linkable) }),
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
  merge: {
    name: 'MergeTicket',
    method: 'POST',
    path: '/v1/tickets/:id/merge',
    summary: 'Merge a ticket into another one of the same customer; it closes as a duplicate.',
    roles: desk,
    ifMatch: 'required',
    body: strictObject({ into: Id, reason: text(2000) }),
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
