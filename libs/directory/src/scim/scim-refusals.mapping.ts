import { lookUp } from '#eventing';
import type { RefusedAs } from '#platform';

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

/** A refusal in the form of RFC 7644, 3.12. */
export const refused = ({ status, body }: RefusedAs): RefusedAs => {
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
