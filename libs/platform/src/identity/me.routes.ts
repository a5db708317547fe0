import { Type } from '../routes/json-schema.js';
import { roles, type RouteRow } from '../routes/route.js';
import {
  described,
  oneOf,
  optional,
  Pseudonym,
  scopeName,
  strictObject,
} from '../routes/schemas.js';

const Me = strictObject({
  id: described(Pseudonym, 'The pseudonym: the token’s `sub`, or the id of the API key.'),
  tenant: described(Type.String(), 'The tenant.'),
  role: described(oneOf(roles), 'The role.'),
  name: optional(described(Type.String(), 'What the token, or the API key, calls them.')),
  via: described(oneOf(['token', 'key']), 'How they signed in.'),
  scopes: optional(
    described(Type.Array(scopeName()), 'What the credential is limited to; left out: to the role.'),
  ),
});

export const meRoutes = {
  me: {
    name: 'readMe',
    method: 'GET',
    path: '/v1/me',
    summary: 'Who is asking, as the credential says.',
    roles,
    answer: {
      schema: Me,
      example: { id: 'agent-ana', tenant: 'demo', role: 'agent', name: 'Ana', via: 'token' },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
