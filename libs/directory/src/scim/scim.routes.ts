import {
  described,
  Moment,
  optional,
  Pseudonym,
  type RouteRow,
  strictObject,
  Type,
} from '#platform';

import type { EntryKind } from '../entry/entry.events.js';
import { refused, SCIM } from './scim-refusals.mapping.js';
import { urns } from './scim.representation.js';
import { ListResources, ReadResource, ScimGroup, ScimPatch, ScimUser } from './scim.requests.js';

const text = Type.String();
const texts = Type.Array(text);
const count = Type.Integer({ minimum: 0 });

const Meta = strictObject({
  resourceType: described(text, '`User` or `Group`.'),
  created: optional(described(Moment, 'When it was created.')),
  lastModified: optional(described(Moment, 'When it last changed.')),
  location: described(text, 'Where it is.'),
  version: optional(described(text, 'Its ETag.')),
});

/** Its further attributes are those of RFC 7643, 4. */
const Resource = Type.Object(
  {
    schemas: described(texts, 'The schemas of its attributes.'),
    id: described(text, 'Its id.'),
    meta: described(Meta, 'Of what kind it is, and since when.'),
  },
  { additionalProperties: true },
);

const Resources = strictObject({
  schemas: described(texts, 'The schema of a list.'),
  totalResults: described(count, 'How many there are in all.'),
  startIndex: described(count, 'The number of the first one, counted from 1.'),
  itemsPerPage: described(count, 'How many there are here.'),
  Resources: described(Type.Array(Resource), 'The resources.'),
});

/** What the service says of itself has the form of RFC 7643, 5. */
const Config = Type.Object(
  { schemas: described(texts, 'The schema of a configuration.') },
  { additionalProperties: true },
);

const bodies = { User: ScimUser, Group: ScimGroup } as const;

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

const common = {
  roles: ['integration', 'administrator'],
  refused,
  ignoresUnknown: true,
} as const;
const reading = { ...common, scope: 'directory:read' } as const;
const writing = { ...common, scope: 'directory:write' } as const;
const answer = { media: SCIM, schema: Resource };
const answerList = { media: SCIM, schema: Resources };
const params = { id: described(Pseudonym, 'The id of the resource.') };
const missing = ['directory.not-found'];
const invalid = ['directory.exists', 'directory.too-long', 'directory.not-a-value'];

const paths = { User: '/scim/v2/Users', Group: '/scim/v2/Groups' } as const;

const summaries = {
  User: {
    create:
      'A directory knows a person: one more source of their record. `externalId`, where it is no ' +
      'address, becomes the customer’s pseudonym.',
    list: 'Users of directories, by a filter: eq, co, sw and pr of some attributes, joined by "and" and "or".',
    one: 'What the directory said of this person, and which attributes the record has otherwise.',
    replace: 'Replace a user.',
    patch: 'Change some attributes of a user.',
    remove: 'The directory no longer knows the person. Their record stays as it is.',
  },
  Group: {
    create: 'A directory knows a group of staff.',
    list: 'Groups of directories, by a filter: eq, co, sw and pr of some attributes, joined by "and" and "or".',
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
      query: ListResources,
      answer: answerList,
      problems: ['directory.filter-unknown', 'directory.too-far'],
    },
    one: {
      ...reading,
      name: `readScim${kind}`,
      method: 'GET',
      path: `${paths[kind]}/:id`,
      summary: summaries[kind].one,
      params,
      query: ReadResource,
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
      problems: [...missing, ...invalid],
    },
    patch: {
      ...on,
      name: `patchScim${kind}`,
      method: 'PATCH',
      summary: summaries[kind].patch,
      body: ScimPatch,
      example: patchExample,
      answer,
      problems: [...missing, ...invalid, 'directory.read-only', 'directory.patch-invalid'],
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
      problems: invalid,
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
    answer: { media: SCIM, schema: Config },
  },
  types: {
    ...reading,
    name: 'scimResourceTypes',
    method: 'GET',
    path: '/scim/v2/ResourceTypes',
    summary: 'The kinds of resources.',
    answer: answerList,
  },
  type: {
    ...reading,
    name: 'scimResourceType',
    method: 'GET',
    path: '/scim/v2/ResourceTypes/:type',
    summary: 'One kind of resource.',
    params: { type: described(Type.String({ maxLength: 100 }), '`User` or `Group`.') },
    answer,
    problems: missing,
  },
  schemas: {
    ...reading,
    name: 'scimSchemas',
    method: 'GET',
    path: '/scim/v2/Schemas',
    summary: 'The attributes of resources.',
    answer: answerList,
  },
  schema: {
    ...reading,
    name: 'scimSchema',
    method: 'GET',
    path: '/scim/v2/Schemas/:schema',
    summary: 'The attributes of one kind of resource.',
    params: { schema: described(Type.String({ maxLength: 200 }), 'The URN of a schema.') },
    answer,
    problems: missing,
  },
} as const satisfies { readonly [name: string]: RouteRow };
