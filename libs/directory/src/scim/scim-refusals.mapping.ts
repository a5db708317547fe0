import { lookUp } from '#eventing';
import {
  described,
  oneOf,
  optional,
  type RefusalForm,
  type RefusedAs,
  strictObject,
  Type,
} from '#platform';

import { urns } from './scim.representation.js';

export const SCIM = 'application/scim+json';

/** The kinds of RFC 7644, table 9, by our codes. */
const scimTypes: Readonly<Record<string, string>> = {
  'directory.exists': 'uniqueness',
  'directory.filter-unknown': 'invalidFilter',
  'directory.too-far': 'tooMany',
  'directory.too-long': 'invalidValue',
  'directory.patch-invalid': 'invalidPath',
  'directory.not-a-value': 'invalidValue',
  'directory.read-only': 'mutability',
  'http.body-invalid': 'invalidValue',
  'http.query-invalid': 'invalidValue',
  'http.json-malformed': 'invalidSyntax',
};

const asScim = ({ status, body }: RefusedAs): RefusedAs => {
  const told = status === 422 ? 400 : status;
  const scimType = lookUp(scimTypes, String(body['code']));
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

const ScimError = strictObject({
  schemas: described(Type.Array(Type.Literal(urns.error)), 'The schema of an error.'),
  status: described(Type.String({ pattern: '^[45][0-9]{2}$' }), 'The status of the answer.'),
  scimType: optional(
    described(oneOf([...new Set(Object.values(scimTypes))]), 'Its kind (RFC 7644, table 9).'),
  ),
  detail: described(Type.String(), 'In the language of Accept-Language: en or ar.'),
});

/** Refusals in the form of RFC 7644, 3.12. */
export const refused: RefusalForm = { name: 'ScimError', schema: ScimError, of: asScim };
