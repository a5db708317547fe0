/** What a SCIM service says about itself: RFC 7643, sections 5 to 7. */
export const urns = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  record: 'urn:amends:params:scim:schemas:extension:record:1.0:User',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
  config: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  type: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
} as const;

export const LARGEST_LIST = 200;

export const serviceProviderConfig = {
  schemas: [urns.config],
  documentationUri: 'https://datatracker.ietf.org/doc/html/rfc7644',
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: LARGEST_LIST },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'An API key of an integration, or a token of the identity provider.',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: '/scim/v2/ServiceProviderConfig' },
};

const resourceType = (id: 'User' | 'Group', schema: string, extensions: readonly string[]) => ({
  schemas: [urns.type],
  id,
  name: id,
  endpoint: `/${id}s`,
  schema,
  schemaExtensions: extensions.map((urn) => ({ schema: urn, required: false })),
  meta: { resourceType: 'ResourceType', location: `/scim/v2/ResourceTypes/${id}` },
});

export const resourceTypes = [
  resourceType('User', urns.user, [urns.record]),
  resourceType('Group', urns.group, []),
];

export interface Attribute {
  readonly name: string;
  readonly type?: 'string' | 'boolean' | 'complex' | 'reference';
  readonly multiValued?: boolean;
  readonly required?: boolean;
  readonly uniqueness?: 'none' | 'server';
  readonly mutability?: 'readWrite' | 'readOnly' | 'immutable';
  readonly subAttributes?: readonly Attribute[];
}

const attribute = ({ subAttributes, ...given }: Attribute): object => ({
  type: subAttributes ? 'complex' : 'string',
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...given,
  ...(subAttributes && { subAttributes: subAttributes.map(attribute) }),
});

const texts = (...names: readonly string[]): readonly Attribute[] =>
  names.map((name) => ({ name }));

const several = (name: string, ...names: readonly string[]): Attribute => ({
  name,
  multiValued: true,
  subAttributes: [...texts(...names, 'type', 'display'), { name: 'primary', type: 'boolean' }],
});

const userAttributes: readonly Attribute[] = [
  { name: 'userName', required: true, uniqueness: 'server' },
  {
    name: 'name',
    subAttributes: texts('formatted', 'givenName', 'familyName', 'middleName', 'honorificPrefix'),
  },
  ...texts(
    'displayName',
    'nickName',
    'title',
    'userType',
    'preferredLanguage',
    'locale',
    'timezone',
  ),
  { name: 'active', type: 'boolean' },
  several('emails', 'value'),
  several('phoneNumbers', 'value'),
  several('addresses', 'formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country'),
];

const groupAttributes: readonly Attribute[] = [
  { name: 'displayName', required: true },
  several('members', 'value', '$ref'),
];

const recordAttributes: readonly Attribute[] = [
  { name: 'corrected', multiValued: true, mutability: 'readOnly' },
];

const schema = (id: string, name: string, attributes: readonly Attribute[]) => ({
  schemas: [urns.schema],
  id,
  name,
  attributes: attributes.map(attribute),
  meta: { resourceType: 'Schema', location: `/scim/v2/Schemas/${id}` },
});

export const schemas = [
  schema(urns.user, 'User', userAttributes),
  schema(urns.group, 'Group', groupAttributes),
  schema(urns.record, 'Record', recordAttributes),
];

/** The attributes that are stored; others are ignored, as RFC 7644 allows. */
export const keptAttributes: Readonly<Record<'User' | 'Group', readonly Attribute[]>> = {
  User: [...texts('externalId'), ...userAttributes],
  Group: [...texts('externalId'), ...groupAttributes],
};
