import {
  Answered,
  commandRoutes,
  described,
  Id,
  listOf,
  Moment,
  optional,
  pageOf,
  Pseudonym,
  type RouteRow,
  scopeName,
  strictObject,
  Type,
} from '#platform';

import type { ApiKeyCommand } from './api-key.decider.js';
import { ApiKeyFilters, IssueApiKey } from './api-key.requests.js';

const id = '019ab3c4-5d6e-7fff-8f00-0123456789ab';

const ApiKey = strictObject({
  id: described(Id, 'The key’s id; the key itself is not kept.'),
  name: described(Type.String(), 'What the key is for.'),
  scopes: described(listOf(scopeName(), 50), 'What it is limited to.'),
  issuedBy: described(Pseudonym, 'Who issued it.'),
  issuedAt: described(Moment, 'When it was issued.'),
  expiresAt: optional(described(Moment, 'Until when it is accepted.')),
  revokedAt: optional(described(Moment, 'When it was revoked.')),
});

const Issued = strictObject({
  ...Answered.properties,
  key: described(Type.String(), 'The key, to be sent as a bearer token. It is shown only once.'),
});

const example = {
  id,
  name: 'Monitoring of the data centre',
  scopes: ['tickets:write'],
  issuedBy: 'robin',
  issuedAt: '2026-11-22T09:30:00.000Z',
};

/** Revoking; issuing answers with more than a command does, so it has a row of its own. */
export const apiKeyCommands = commandRoutes<ApiKeyCommand>()({
  RevokeApiKey: {
    method: 'DELETE',
    path: '/v1/api-keys/:id',
    summary: 'Revoke an API key. It is refused from the next request on.',
    roles: ['administrator'],
    answer: { schema: Answered, example: { id, version: 2 } },
    problems: ['api-key.not-found'],
  },
});

export const apiKeyRoutes = {
  issue: {
    name: 'IssueApiKey',
    method: 'POST',
    path: '/v1/api-keys',
    summary: 'Issue an API key for a machine. The key is shown in this answer, and never again.',
    roles: ['administrator'],
    confidential: true,
    body: IssueApiKey,
    example: {
      name: 'Monitoring of the data centre',
      scopes: ['tickets:write'],
      expiresAt: '2027-11-22T00:00:00.000Z',
    },
    answer: {
      status: 201,
      schema: Issued,
      example: { id, version: 1, key: 'amends_demo-019ab3c45d6e7fff8f000123456789ab_3b…_89abcdef' },
    },
    problems: ['api-key.expires-in-past', 'api-key.unknown-scope', 'api-key.shown-once'],
  },
  list: {
    name: 'listApiKeys',
    method: 'GET',
    path: '/v1/api-keys',
    summary: 'The API keys of the tenant, without the keys themselves.',
    roles: ['administrator', 'auditor'],
    list: {
      filters: ApiKeyFilters,
      sorts: { issuedAt: 'issuedAt', name: 'name' },
      order: '-issuedAt',
    },
    answer: {
      schema: pageOf(ApiKey),
      example: { items: [example] },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
