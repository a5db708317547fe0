import { happenedAt, idOf, type Moment, type View } from '#eventing';

import type { ApiKeyEvent } from './api-key.events.js';

export interface ApiKeyRow {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  readonly hash: string;
  readonly scopes: readonly string[];
  readonly issuedBy: string;
  readonly issuedAt: Moment;
  readonly expiresAt?: Moment;
  readonly revokedAt?: Moment;
}

export const apiKeyView: View<ApiKeyEvent, ApiKeyRow> = {
  name: 'api-keys',
  version: 1,
  of: 'apikey',
  columns: {
    status: { type: 'text', of: ({ revokedAt }) => (revokedAt ? 'revoked' : 'valid') },
    issuedAt: { type: 'text', of: ({ issuedAt }) => issuedAt },
    name: { type: 'text', of: ({ name }) => name },
  },
  indexes: [['issuedAt'], ['name'], ['status', 'issuedAt']],
  when: {
    ApiKeyIssued: (_, event) => ({
      id: idOf(event.stream),
      tenant: event.meta.tenant,
      ...event.data,
      issuedBy: event.meta.actor.id,
      issuedAt: happenedAt(event),
    }),
    ApiKeyRevoked: (row, event) => row && { ...row, revokedAt: happenedAt(event) },
  },
};
