import {
  decideBy,
  evolveBy,
  isAfter,
  rulebook,
  type CommandsOf,
  type Decider,
  type Moment,
} from '#eventing';

import type { ApiKeyEvent } from './api-key.events.js';

export type ApiKeyCommand = CommandsOf<{
  IssueApiKey: { name: string; hash: string; scopes: readonly string[]; expiresAt?: Moment };
  RevokeApiKey: { reason?: string };
}>;

interface ApiKey {
  readonly status: 'none' | 'valid' | 'revoked';
}

/** What is refused about API keys. */
export const accessRules = rulebook('api-key', {
  'not-found': ['missing', 'API key not found.', 'لا يوجد مفتاح API كهذا.'],
  'expires-in-past': [
    'invalid',
    'An API key cannot have expired before it is issued.',
    'لا يمكن أن ينتهي مفتاح API قبل إصداره.',
  ],
  'unknown-scope': [
    'invalid',
    'One of these scopes does not exist.',
    'لا توجد خدمة تحت أحد هذه النطاقات.',
  ],
  'shown-once': [
    'conflict',
    'This API key was already issued and is shown only once. If it was lost, revoke it and issue another.',
    'صدر مفتاح API هذا من قبل وعُرض حينها. إن فُقد فألغه وأصدر غيره.',
  ],
});

export const apiKeyDecider: Decider<ApiKey, ApiKeyCommand, ApiKeyEvent> = {
  name: 'apikey',
  initial: { status: 'none' },
  creates: ['IssueApiKey'],
  evolve: evolveBy<ApiKey, ApiKeyEvent>({
    ApiKeyIssued: () => ({ status: 'valid' }),
    ApiKeyRevoked: () => ({ status: 'revoked' }),
  }),
  decide: decideBy<ApiKey, ApiKeyCommand, ApiKeyEvent>({
    IssueApiKey: (_, { at, data }) => {
      accessRules(!data.expiresAt || isAfter(data.expiresAt, at), 'expires-in-past');
      return [{ type: 'ApiKeyIssued', data }];
    },
    RevokeApiKey: ({ status }, { data }) => {
      accessRules(status !== 'none', 'not-found');
      return status === 'revoked' ? [] : [{ type: 'ApiKeyRevoked', data }];
    },
  }),
};
