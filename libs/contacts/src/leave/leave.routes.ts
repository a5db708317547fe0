import { Answered, commandRoutes, type Role, staff } from '#platform';

import type { LeaveCommand } from './leave.commands.js';
import { GiveLeaveToSpeak, WithdrawLeaveToSpeak } from './leave.requests.js';

const concerned: readonly Role[] = ['customer', ...staff, 'integration'];

export const leaveId = '019ab3c4-5d6e-7fff-8f00-0123456789ab';

const states = ['occurredAt', 'onBehalfOf'] as const;

export const leaveCommands = commandRoutes<LeaveCommand>()({
  GiveLeaveToSpeak: {
    method: 'POST',
    path: '/v1/leaves-to-speak',
    creates: true,
    summary:
      'Give somebody leave to speak for you, about everything or one ticket, until a moment if there ' +
      'is one. Staff do so on behalf of the customer.',
    roles: concerned,
    owner: 'requester',
    states,
    body: GiveLeaveToSpeak,
    example: { to: 'customer-omar', scope: 'everything', until: '2026-12-24T00:00:00.000Z' },
    answer: { schema: Answered, example: { id: leaveId, version: 1 } },
    problems: ['for-the-customer', 'to-yourself', 'ticket-or-everything', 'until-past'].map(
      (code) => `leave.${code}`,
    ),
  },

  WithdrawLeaveToSpeak: {
    method: 'POST',
    path: '/v1/leaves-to-speak/:id/withdrawal',
    summary: 'Withdraw the leave to speak for you.',
    roles: concerned,
    owner: 'requester',
    states,
    body: WithdrawLeaveToSpeak,
    example: { words: 'I speak for myself from now on.' },
    answer: { schema: Answered, example: { id: leaveId, version: 2 } },
    problems: ['leave.not-found', 'leave.for-the-customer'],
  },
});
