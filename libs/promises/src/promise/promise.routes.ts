import { Answered, commandRoutes, type Role, staff } from '#platform';

import type { PromiseCommand } from './promise.commands.js';
import {
  AnswerCheckIn,
  AttemptPromise,
  KeepPromise,
  MovePromise,
  ReassignPromise,
  ReleasePromise,
} from './promise.requests.js';

/** Who keeps promises. */
export const desk: readonly Role[] = [...staff, 'integration'];

/** Whom a promise concerns. */
export const concerned: readonly Role[] = ['customer', ...desk];

/** Codes of this context, with what every command on a promise can be refused by. */
export const refused = (...codes: readonly string[]): readonly string[] =>
  ['not-found', 'not-their-promise', ...codes].map((code) => `promise.${code}`);

export const windowCodes = [
  'unknown-time-zone',
  'window-reversed',
  'window-past',
  'window-too-long',
  'window-too-far',
];

/** In whose name staff act, and when something happened. */
export const states = ['occurredAt', 'onBehalfOf'] as const;

export const promiseId = '019ab3c4-5d6e-7fff-8f00-0123456789ab';
export const answer = { schema: Answered, example: { id: promiseId, version: 2 } };

export const promiseCommands = commandRoutes<PromiseCommand>()({
  MovePromise: {
    method: 'PUT',
    path: '/v1/promises/:id/window',
    summary:
      'Move a promise. The customer moves it freely, also after a miss; staff say why, and only ' +
      'before the window ends.',
    roles: concerned,
    owner: 'requester',
    states,
    body: MovePromise,
    example: {
      window: { from: '2026-11-24T13:00:00.000Z', to: '2026-11-24T15:00:00.000Z' },
      why: 'The engineer is still on the way to you.',
    },
    answer,
    problems: refused(...windowCodes, 'window-over', 'reason-needed', 'over', 'too-many'),
  },

  ReassignPromise: {
    method: 'PUT',
    path: '/v1/promises/:id/accountable',
    summary: 'Name another person who keeps it.',
    roles: desk,
    body: ReassignPromise,
    example: { accountable: 'agent-omar' },
    answer,
    problems: refused('staff-only', 'over'),
  },

  AttemptPromise: {
    method: 'POST',
    path: '/v1/promises/:id/attempts',
    summary: 'Say that it was tried and the customer was not reached. That does not keep it.',
    roles: desk,
    states,
    body: AttemptPromise,
    example: { outcome: 'no-answer', words: 'It rang for a minute.' },
    answer,
    problems: refused('staff-only', 'over', 'too-many'),
  },

  KeepPromise: {
    method: 'POST',
    path: '/v1/promises/:id/outcome',
    summary:
      'Keep a promise: say what came of it. After the window it is kept late, and the miss stays ' +
      'on record.',
    roles: desk,
    states,
    body: KeepPromise,
    example: { outcome: 'The connection has held since Monday.', works: true },
    answer,
    problems: refused('staff-only', 'over', 'no-check-in'),
  },

  AnswerCheckIn: {
    method: 'POST',
    path: '/v1/promises/:id/answer',
    summary:
      'Answer a check-in: whether it works. If not, a ticket is opened that goes on with it.',
    roles: concerned,
    owner: 'requester',
    states,
    body: AnswerCheckIn,
    example: { works: false, words: 'It drops again since this morning.' },
    answer,
    problems: refused('customer-only', 'over', 'no-check-in'),
  },

  ReleasePromise: {
    method: 'POST',
    path: '/v1/promises/:id/release',
    summary: 'Release us from a promise. Only the customer can.',
    roles: concerned,
    owner: 'requester',
    states,
    body: ReleasePromise,
    example: { words: 'It is solved, no need to call.' },
    answer,
    problems: refused('customer-only', 'over'),
  },
});
