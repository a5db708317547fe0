import { Answered, commandRoutes, type Role, staff } from '#platform';

import type { EscalationCommand } from './escalation.commands.js';
import {
  AcceptEscalation,
  ConfirmEscalation,
  ResolveEscalation,
  ReturnEscalation,
  WithdrawEscalation,
} from './escalation.requests.js';

/** Whom an escalation concerns. */
export const concerned: readonly Role[] = ['customer', ...staff, 'integration'];

/** Codes of this context, with what every command on an escalation can be refused by. */
export const refused = (...codes: readonly string[]): readonly string[] =>
  ['not-found', 'not-their-escalation', ...codes].map((code) => `escalation.${code}`);

/** In whose name staff act, and when something happened. */
export const states = ['occurredAt', 'onBehalfOf'] as const;

export const escalationId = '019ab3c4-5d6e-7fff-8f00-0123456789ab';
export const answer = { schema: Answered, example: { id: escalationId, version: 3 } };

export const offerCodes = ['not-offered-to-you', 'offer-over', 'last-in-line', 'over'];

export const escalationCommands = commandRoutes<EscalationCommand>()({
  AcceptEscalation: {
    method: 'POST',
    path: '/v1/escalations/:id/acceptance',
    summary: 'Accept an escalation that is offered to you. From then on you answer for it.',
    roles: staff,
    body: AcceptEscalation,
    example: { name: 'Mona from the network team' },
    answer,
    problems: refused(...offerCodes),
  },

  ResolveEscalation: {
    method: 'POST',
    path: '/v1/escalations/:id/resolution',
    summary: 'Say what came of it. The customer confirms it, or returns it.',
    roles: staff,
    states,
    body: ResolveEscalation,
    example: { outcome: 'The engineer comes today at four, and the fee is waived.' },
    answer,
    problems: refused('not-accepted', 'not-yours', 'over'),
  },

  ConfirmEscalation: {
    method: 'POST',
    path: '/v1/escalations/:id/resolution/confirmation',
    summary: 'Confirm that it is resolved. Only the customer can, or staff who did not resolve it.',
    roles: concerned,
    owner: 'requester',
    states,
    body: ConfirmEscalation,
    example: { words: 'Thank you, Mona.' },
    answer,
    problems: refused('customer-only', 'not-resolved', 'own-resolution', 'over'),
  },

  ReturnEscalation: {
    method: 'POST',
    path: '/v1/escalations/:id/resolution/return',
    summary: 'Say that it is not resolved. It goes back to the person who has it.',
    roles: concerned,
    owner: 'requester',
    states,
    body: ReturnEscalation,
    example: { reason: 'Nobody came.' },
    answer,
    problems: refused('customer-only', 'not-resolved', 'own-resolution', 'over', 'too-many'),
  },

  WithdrawEscalation: {
    method: 'POST',
    path: '/v1/escalations/:id/withdrawal',
    summary: 'Withdraw an escalation. Only the customer can.',
    roles: concerned,
    owner: 'requester',
    states,
    body: WithdrawEscalation,
    example: { words: 'It is solved, no need any more.' },
    answer,
    problems: refused('customer-only'),
  },
});
