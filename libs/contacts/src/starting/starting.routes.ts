import { Answered, type RouteRow } from '#platform';

import { LinkContact, StartContact } from '../contact/contact.requests.js';
import { answer, contactId, desk, refused, states } from '../contact/contact.routes.js';

const ticket = '019ab3c4-5d6e-7fff-8f00-0123456789ac';

export const startingRoutes = {
  start: {
    name: 'StartContact',
    method: 'POST',
    path: '/v1/contacts',
    summary:
      'Start a contact with a customer: a call, a chat, a visit or a mail. One person is accountable ' +
      'from the first moment on.',
    roles: desk,
    states,
    body: StartContact,
    example: { customer: 'customer-salma', channel: 'call', ticket, queue: 'network' },
    answer: { status: 201, schema: Answered, example: { id: contactId, version: 1 } },
    problems: refused('ticket-not-found'),
  },
  link: {
    name: 'LinkContact',
    method: 'PUT',
    path: '/v1/contacts/:id/ticket',
    summary: 'Say which ticket the contact is about.',
    roles: desk,
    ifMatch: 'allowed',
    body: LinkContact,
    example: { ticket },
    answer,
    problems: refused('ticket-not-found'),
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
