import { type CommandRoutes, oneOf, strictObject, optional, Pseudonym, text } from '#platform';

import { Type } from 'typebox';
import { answer, concerned, desk, refused, states } from './asking.routes.js';
import { Channel } from './opening.routes.js';
import type { TicketCommand } from './ticket.commands.js';
import { facts } from './ticket.events.js';

type Talking = Extract<
  TicketCommand,
  { type: 'ReplyToTicket' | 'AddNote' | 'AddWatcher' | 'CorrectFact' | 'DisputeFact' }
>;

export const talkingRoutes = {
  ReplyToTicket: {
    method: 'POST',
    path: '/v1/tickets/:id/replies',
    summary:
      'Reply. As a customer, or as staff in the name of one, it ends a wait for the customer, reopens what was closed, and long after the closing goes on in a new ticket.',
    roles: concerned,
    owner: 'requester',
    states,
    body: strictObject({ text: text(), channel: optional(Channel) }),
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
    body: strictObject({ text: text() }),
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
    body: strictObject({ watcher: Pseudonym }),
    example: { watcher: 'customer-yusuf' },
    answer,
    problems: refused('requester-only', 'too-many-watchers'),
  },

  CorrectFact: {
    method: 'POST',
    path: '/v1/tickets/:id/corrections',
    summary: 'Correct what staff wrote. It takes effect at once; staff can only dispute it.',
    roles: concerned,
    owner: 'requester',
    states,
    body: strictObject({
      fact: oneOf(facts),
      is: Type.Union([text(4000), Type.Boolean()]),
      words: optional(text(4000)),
    }),
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
    body: strictObject({ fact: oneOf(facts), reason: text(4000) }),
    example: { fact: 'impact', reason: 'The other desks in the office are connected.' },
    answer,
    problems: refused('nothing-to-dispute', 'staff-only'),
  },
} as const satisfies CommandRoutes<Talking>;
