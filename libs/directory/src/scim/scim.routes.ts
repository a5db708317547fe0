import { Type } from 'typebox';
import { singleLine, optional, Pseudonym, type RefusedAs, type RouteRow, integer } from '#platform';

import type { EntryKind } from '../entry/entry.events.js';
import { urns } from './scim.representation.js';

export const SCIM = 'application/scim+json';

/** The kinds of RFC 7644, table 9, by our codes. */
const scimTypes: Readonly<Record<string, string>> = {
  'directory.exists': 'uniqueness',
  'directory.filter-unknown': 'invalidFilter',
  'directory.too-far': 'tooMany',
  'directory.patch-invalid': 'invalidPath',
  'http.body-invalid': 'invalidValue',
  'http.query-invalid': 'invalidValue',
  'http.json-malformed': 'invalidSyntax',
};

/** A refusal in the form of RFC 7644, 3.12. */
export const refused = ({ status, body }: RefusedAs): RefusedAs => {
  const told = status === 422 ? 400 : status;
  const scimType = scimTypes[String(body['code'])];
  return {
    status: told,
    media: SCIM,
    body: {
      schemas: [urns.error],
      status: String(told),
      ...(scimType && { scimType }),
      detail: body['title'],
    },
  };
};

const DirectoryEntrySchema = Type.Object({}, { additionalProperties: true });
const Text = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });

const bodies = {
  User: Type.Object({ userName: Text }, { additionalProperties: true }),
  Group: Type.Object({ displayName: Text }, { additionalProperties: true }),
} as const;

const Operation = Type.Object(
  { op: Type.String({ maxLength: 10 }), path: optional(Type.String({ maxLength: 500 })) },
  { additionalProperties: true },
);

export const Patch = Type.Object(
  { Operations: Type.Array(Operation, { minItems: 1, maxItems: 100 }) },
  { additionalProperties: true },
);

const examples = {
  User: {
    schemas: [urns.user],
    externalId: 'salma',
    userName: 'salma.hassan',
    name: { givenName: 'Salma', familyName: 'Hassan' },
    emails: [{ value: 'salma@example.org', primary: true }],
    active: true,
  },
  Group: { schemas: [urns.group], displayName: 'Service desk', members: [{ value: 'ana' }] },
} as const;

const selecting = {
  attributes: optional(Type.String({ maxLength: 1000 })),
  excludedAttributes: optional(Type.String({ maxLength: 1000 })),
};

const listing = Type.Object({
  filter: optional(singleLine(500)),
  startIndex: optional(integer(-1_000_000, 1_000_000)),
  count: optional(integer(-1_000_000, 1_000_000)),
  ...selecting,
});

const common = { roles: ['integration', 'administrator'], refused } as const;
const reading = { ...common, scope: 'directory:read' } as const;
const writing = { ...common, scope: 'directory:write' } as const;
const answer = { media: SCIM, schema: DirectoryEntrySchema };
const params = { id: Pseudonym };
const missing = ['directory.not-found'];

const paths = { User: '/scim/v2/Users', Group: '/scim/v2/Groups' } as const;

const summaries = {
  User: {
    create:
      'A directory knows a person: one more source of their record. `externalId`, where it is no ' +
      'address, becomes the customer’s pseudonym.',
    list: 'Users of directories, by equality of attributes joined by "and".',
    one: 'What the directory said of this person, and which attributes the record has otherwise.',
    replace: 'Replace a user.',
    patch: 'Change some attributes of a user.',
    remove: 'The directory no longer knows the person. Their record stays as it is.',
  },
  Group: {
    create: 'A directory knows a group of staff.',
    list: 'Groups of directories, by equality of attributes joined by "and".',
    one: 'A group.',
    replace: 'Replace a group.',
    patch: 'Change some attributes of a group.',
    remove: 'The group is gone.',
  },
} as const;

const finding = (kind: EntryKind) =>
  ({
    list: {
      ...reading,
      name: `listScim${kind}s`,
      method: 'GET',
      path: paths[kind],
      summary: summaries[kind].list,
      query: listing,
      answer,
      problems: ['directory.filter-unknown', 'directory.too-far'],
    },
    one: {
      ...reading,
      name: `readScim${kind}`,
      method: 'GET',
      path: `${paths[kind]}/:id`,
      summary: summaries[kind].one,
      params,
      query: Type.Object(selecting),
      answer,
      problems: missing,
    },
  }) as const satisfies { readonly [name: string]: RouteRow };

const patchExample = {
  schemas: [urns.patch],
  Operations: [{ op: 'replace', path: 'active', value: false }],
};

const changing = (kind: EntryKind) => {
  const on = { ...writing, path: `${paths[kind]}/:id`, ifMatch: 'allowed', params } as const;
  const [body, example] = [bodies[kind], examples[kind]];
  return {
    replace: {
      ...on,
      name: `replaceScim${kind}`,
      method: 'PUT',
      summary: summaries[kind].replace,
      body,
      example,
      answer,
      problems: [...missing, 'directory.exists'],
    },
    patch: {
      ...on,
      name: `patchScim${kind}`,
      method: 'PATCH',
      summary: summaries[kind].patch,
      body: Patch,
      example: patchExample,
      answer,
      problems: [...missing, 'directory.exists', 'directory.patch-invalid'],
    },
    remove: {
      ...on,
      name: `deleteScim${kind}`,
      method: 'DELETE',
      summary: summaries[kind].remove,
      answer: { status: 204 },
      problems: missing,
    },
  } as const satisfies { readonly [name: string]: RouteRow };
};

/** What can be asked of one kind of resource (RFC 7644, section 3). */
export const scimRoutes = (kind: EntryKind) =>
  ({
    create: {
      ...writing,
      name: `createScim${kind}`,
      method: 'POST',
      path: paths[kind],
      summary: summaries[kind].create,
      body: bodies[kind],
      example: examples[kind],
      answer: { ...answer, status: 201 },
      problems: ['directory.exists'],
    },
    ...finding(kind),
    ...changing(kind),
  }) as const satisfies { readonly [name: string]: RouteRow };

/** What the service tells of itself (RFC 7644, section 4). */
export const discoveryRoutes = {
  config: {
    ...reading,
    name: 'scimServiceProviderConfig',
    method: 'GET',
    path: '/scim/v2/ServiceProviderConfig',
    summary: 'What this SCIM service can do.',
    answer,
  },
  types: {
    ...reading,
    name: 'scimResourceTypes',
    method: 'GET',
    path: '/scim/v2/ResourceTypes',
    summary: 'The kinds of resources.',
    answer,
  },
  type: {
    ...reading,
    name: 'scimResourceType',
    method: 'GET',
    path: '/scim/v2/ResourceTypes/:type',
    summary: 'One kind of resource.',
    params: { type: Type.String({ maxLength: 100 }) },
    answer,
    problems: missing,
  },
  schemas: {
    ...reading,
    name: 'scimSchemas',
    method: 'GET',
    path: '/scim/v2/Schemas',
    summary: 'The attributes of resources.',
    answer,
  },
  schema: {
    ...reading,
    name: 'scimSchema',
    method: 'GET',
    path: '/scim/v2/Schemas/:schema',
    summary: 'The attributes of one kind of resource.',
    params: { schema: Type.String({ maxLength: 200 }) },
    answer,
    problems: missing,
  },
} as const satisfies { readonly [name: string]: RouteRow };
