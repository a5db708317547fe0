import { newAggregateId } from '#eventing';
import { Answered, commandRoutes, type CommandRequest, type Role, staff } from '#platform';

import type { ContactCommand } from './contact.commands.js';
import {
  DeclineHandoff,
  EndContact,
  EndWait,
  JoinContact,
  NameAccountable,
  OfferHandoff,
  StartWait,
} from './contact.requests.js';
import { TellNotice } from './notice.requests.js';

/** Who works in contacts. */
export const desk: readonly Role[] = [...staff, 'integration'];

/** Codes of this context, with what every command on a contact can be refused by. */
export const refused = (...codes: readonly string[]): readonly string[] =>
  ['not-found', 'not-their-contact', 'too-many', ...codes].map((code) => `contact.${code}`);

/** In whose name staff act, and when something happened. */
export const states = ['occurredAt', 'onBehalfOf'] as const;

export const contactId = '019ab3c4-5d6e-7fff-8f00-0123456789ab';
export const answer = { schema: Answered, example: { id: contactId, version: 3 } };

const handoffCodes = ['handoff-not-found', 'handoff-over', 'not-offered-to-you'];

export const contactCommands = commandRoutes<ContactCommand>()({
  TellNotice: {
    method: 'POST',
    path: '/v1/contacts/:id/events',
    summary:
      'What a telephone system tells of a contact: idempotent by the notice’s id. Notices may come ' +
      'twice, late and in any order; they are kept as they are told, and placed by their moment.',
    roles: desk,
    body: TellNotice,
    example: {
      notice: 'pbx-1-88412',
      what: 'wait-started',
      at: '2026-11-24T09:30:00.000Z',
      wait: 'queue',
      told: { minutes: 4, words: 'about 4 minutes' },
    },
    answer,
    problems: refused('notice-incomplete', 'notice-in-future'),
  },

  NameAccountable: {
    method: 'PUT',
    path: '/v1/contacts/:id/accountable',
    summary: 'Name the person who is accountable for the contact from now on.',
    roles: desk,
    body: NameAccountable,
    example: { person: 'agent-omar' },
    answer,
    problems: refused(),
  },

  StartWait: {
    method: 'POST',
    path: '/v1/contacts/:id/waits',
    summary: 'The customer waits from now on, and what they were told about it.',
    roles: desk,
    states,
    body: StartWait,
    example: { wait: 'hold', told: { minutes: 4, words: 'about 4 minutes' } },
    answer,
    problems: refused('over'),
  },

  EndWait: {
    method: 'POST',
    path: '/v1/contacts/:id/waits/end',
    summary: 'The wait is over.',
    roles: desk,
    states,
    body: EndWait,
    example: { wait: 'hold' },
    answer,
    problems: refused('over'),
  },

  JoinContact: {
    method: 'POST',
    path: '/v1/contacts/:id/agents',
    summary:
      'Join a contact. The first who joins is accountable; after that it takes a hand-off. Whoever ' +
      'has not read what the customer told cannot join.',
    roles: desk,
    states,
    body: JoinContact,
    example: { toldAs: 'Ana' },
    answer,
    problems: refused('over', 'story-unread'),
  },

  OfferHandoff: {
    method: 'POST',
    path: '/v1/contacts/:id/handoffs',
    summary:
      'Offer the contact to a person or a queue. The one who is accountable stays so until somebody ' +
      'accepts.',
    roles: desk,
    states,
    body: OfferHandoff,
    data: ({ body, commandId }: CommandRequest<OfferHandoff, never>) => ({
      ...body,
      handoff: newAggregateId(commandId),
    }),
    example: { queue: 'billing', reason: 'The bill is theirs.' },
    answer,
    problems: refused('over', 'handoff-to-whom', 'handoff-to-yourself', 'handoff-open'),
  },

  AcceptHandoff: {
    method: 'POST',
    path: '/v1/contacts/:id/handoffs/:handoff/acceptance',
    summary: 'Accept a hand-off: from now on you are accountable.',
    roles: desk,
    states,
    data: ({ params }: CommandRequest<never, never>) => ({ handoff: params['handoff']! }),
    answer,
    problems: refused(...handoffCodes, 'handoff-to-yourself', 'story-unread'),
  },

  DeclineHandoff: {
    method: 'POST',
    path: '/v1/contacts/:id/handoffs/:handoff/refusal',
    summary: 'Decline a hand-off, with a reason that the customer reads.',
    roles: desk,
    states,
    body: DeclineHandoff,
    data: ({ body, params }: CommandRequest<DeclineHandoff, never>) => ({
      ...body,
      handoff: params['handoff']!,
    }),
    example: { reason: 'It is not a question of billing.' },
    answer,
    problems: refused(...handoffCodes, 'handoff-to-yourself'),
  },

  DropContact: {
    method: 'POST',
    path: '/v1/contacts/:id/drop',
    summary: 'The line broke. A call-back is promised to the customer, once.',
    roles: desk,
    states,
    answer,
    problems: refused('over'),
  },

  EndContact: {
    method: 'POST',
    path: '/v1/contacts/:id/end',
    summary: 'The contact is over.',
    roles: desk,
    states,
    body: EndContact,
    example: { outcome: 'The house number is 30 again.' },
    answer,
    problems: refused(),
  },
});
