import { newAggregateId } from '#eventing';
import { commandRoutes, type CommandRequest, staff } from '#platform';

import type { ContactCommand } from './contact.commands.js';
import { answer, desk, refused, states } from './contact.routes.js';
import {
  AskStoryAgain,
  AssessDeviation,
  EndorseDeviation,
  LeaveScript,
  TellStory,
  WishToLeave,
} from './matters.requests.js';

/** What a customer tells, and what is done out of the ordinary. */
export const matterCommands = commandRoutes<ContactCommand>()({
  TellStory: {
    method: 'POST',
    path: '/v1/contacts/:id/stories',
    summary: 'What the customer told, so that nobody has to ask for it again.',
    roles: desk,
    states,
    body: TellStory,
    example: { words: 'My house number is 30, not 10.' },
    answer,
    problems: refused(),
  },

  ReadStory: {
    method: 'POST',
    path: '/v1/contacts/:id/stories/reading',
    summary: 'Say that you have read all that the customer has told so far.',
    roles: staff,
    answer,
    problems: refused(),
  },

  AskStoryAgain: {
    method: 'POST',
    path: '/v1/contacts/:id/stories/repetitions',
    summary: 'The customer was made to repeat their story: the time is counted.',
    roles: desk,
    states,
    body: AskStoryAgain,
    example: { cause: 'not-read', by: 'manager-mona', words: 'Tell me again from the start.' },
    answer,
    problems: refused(),
  },

  LeaveScript: {
    method: 'POST',
    path: '/v1/contacts/:id/deviations',
    summary: 'Say that you left the script, and why. It is always possible, and always on record.',
    roles: desk,
    states,
    body: LeaveScript,
    data: ({ body, commandId }: CommandRequest<LeaveScript, never>) => ({
      ...body,
      deviation: newAggregateId(commandId),
    }),
    example: { script: 'identity', step: 'address', reason: 'She knows where she lives.' },
    answer,
    problems: refused(),
  },

  AssessDeviation: {
    method: 'PUT',
    path: '/v1/contacts/:id/deviations/:deviation/outcome',
    summary: 'Say what came of leaving the script.',
    roles: desk,
    body: AssessDeviation,
    data: ({ body, params }: CommandRequest<AssessDeviation, never>) => ({
      ...body,
      deviation: params['deviation']!,
    }),
    example: { helped: true, outcome: 'The record was wrong, not the customer.' },
    answer,
    problems: refused('deviation-not-found'),
  },

  EndorseDeviation: {
    method: 'PUT',
    path: '/v1/contacts/:id/deviations/:deviation/endorsement',
    summary:
      'Say whether it was right to leave the script. A manager says so, of what another did.',
    roles: ['manager', 'administrator'],
    body: EndorseDeviation,
    data: ({ body, params }: CommandRequest<EndorseDeviation, never>) => ({
      ...body,
      deviation: params['deviation']!,
    }),
    example: { endorsed: true, words: 'Well done.' },
    answer,
    problems: refused('deviation-not-found', 'manager-only'),
  },

  WishToLeave: {
    method: 'POST',
    path: '/v1/contacts/:id/leavings',
    summary:
      'The customer says that they want to leave. By when it is carried out is promised at once; a ' +
      'line that breaks loses nothing of it.',
    roles: desk,
    states,
    body: WishToLeave,
    data: ({ body, commandId }: CommandRequest<WishToLeave, never>) => ({
      ...body,
      leaving: newAggregateId(commandId),
    }),
    example: { service: 'mobile', words: 'Then I would rather leave.' },
    answer,
    problems: refused('leaving-open'),
  },
});
