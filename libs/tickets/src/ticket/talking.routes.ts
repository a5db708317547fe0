import { type CommandRequest, commandRoutes, described, Pseudonym } from '#platform';

import { answer, concerned, desk, refused, states } from './asking.routes.js';
import type { TicketCommand } from './ticket.commands.js';
import {
  AddNote,
  AddWatcher,
  CorrectFact,
  DisputeFact,
  ReplyToTicket,
} from './talking.requests.js';

export const talkingRoutes = commandRoutes<TicketCommand>()({
  ReplyToTicket: {
    method: 'POST',
    path: '/v1/tickets/:id/replies',
    summary:
      'Reply. As a customer, or as staff in the name of one, it ends a wait for the customer, reopens what was closed, and long after the closing goes on in a new ticket.',
    roles: concerned,
    owner: 'requester',
    states,
    body: ReplyToTicket,
    example: { text: 'It happened again, on the Wi-Fi at home.' },
    answer,
    problems: refused('merged', 'continued'),
  },

  AddNote: {
    method: 'POST',
    path: '/v1/tickets/:id/notes',
    summary: 'Add a note for staff; customers never see it.',
    roles: desk,
    states,
    body: AddNote,
    example: { text: 'The third one from this office today.' },
    answer,
    problems: refused('staff-only'),
  },

  AddWatcher: {
    method: 'POST',
    path: '/v1/tickets/:id/watchers',
    summary: 'Let somebody else read a ticket and reply to it.',
    roles: concerned,
    owner: 'requester',
    states,
    body: AddWatcher,
    example: { watcher: 'customer-yusuf' },
    answer,
    problems: refused('requester-only', 'merged', 'too-many-watchers'),
  },

  RemoveWatcher: {
    method: 'DELETE',
    path: '/v1/tickets/:id/watchers/:watcher',
    summary:
      'Take a watcher out: they no longer read the ticket. The requester, staff, or the watcher.',
    roles: concerned,
    owner: 'requester',
    params: { watcher: described(Pseudonym, 'The pseudonym of the watcher.') },
    data: ({ params }: CommandRequest) => ({ watcher: params['watcher']! }),
    answer,
    problems: refused('requester-only'),
  },

  CorrectFact: {
    method: 'POST',
    path: '/v1/tickets/:id/corrections',
    summary: 'Correct what staff wrote. It takes effect at once; staff can only dispute it.',
    roles: concerned,
    owner: 'requester',
    states,
    body: CorrectFact,
    example: { fact: 'impact', is: 'high', words: 'The whole office is affected, not only me.' },
    answer,
    problems: refused('requester-only', 'own-proposal', 'not-a-value', 'merged', 'continued'),
  },

  DisputeFact: {
    method: 'POST',
    path: '/v1/tickets/:id/disputes',
    summary: 'Dispute what the customer corrected, with a reason that they see.',
    roles: desk,
    states,
    body: DisputeFact,
    example: { fact: 'impact', reason: 'The other desks in the office are connected.' },
    answer,
    problems: refused('nothing-to-dispute', 'staff-only'),
  },
});
