import type { Catalogue, ProblemType } from '../problems/problem.js';
import type { RouteRow } from '../routes/route.js';
import { componentsOf } from './components.js';
import { operationOf, schemasOf } from './operation.js';
import { problemBodyOf } from './refusals.js';

type Json = Readonly<Record<string, unknown>>;

const Problem = {
  type: 'object',
  description: 'RFC 9457. Further members give details.',
  required: ['type', 'title', 'status', 'code', 'instance'],
  additionalProperties: true,
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'A page that explains it.' },
    title: { type: 'string', description: 'In the language of Accept-Language: en or ar.' },
    status: { type: 'integer', description: 'The status of the answer.' },
    code: { type: 'string', description: 'Stable; decide by this.' },
    instance: { type: 'string', description: 'The id of the request.' },
    errors: {
      type: 'array',
      description: 'What is wrong with the request, one value after the other.',
      items: {
        type: 'object',
        additionalProperties: false,
        properties: {
          pointer: { type: 'string', description: 'Where: a JSON pointer, as a URI fragment.' },
          detail: { type: 'string', description: 'What is wrong there.' },
        },
      },
    },
  },
};

const securitySchemes = {
  token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  key: { type: 'http', scheme: 'bearer', bearerFormat: 'amends_<tenant>-<id>_<secret>_<crc>' },
};

const problemExample = (type: ProblemType) => ({
  summary: type.code,
  value: problemBodyOf(type),
});

const pathOf = ({ path }: RouteRow) => path.replaceAll(/:(\w+)/g, '{$1}');

const pathsOf = (rows: readonly RouteRow[], catalogue: Catalogue) => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const row of rows) {
    const path = (paths[pathOf(row)] ??= {});
    path[row.method.toLowerCase()] = operationOf(row, catalogue);
  }
  return paths;
};

/**
 * The OpenAPI 3.1 document of all rows. Throws when a row names a problem that no rulebook defines.
 */
export const openApiOf = (rows: readonly RouteRow[], catalogue: Catalogue, version: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Amends',
    version,
    description:
      "IT service management in which the customer's word outranks the record. " +
      'Everything that is not 2xx is a problem (RFC 9457) with a stable code.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  paths: pathsOf(rows, catalogue),
  components: {
    schemas: componentsOf(Object.assign({ Problem }, ...rows.map(schemasOf)) as Json),
    examples: Object.fromEntries(
      [...catalogue.values()].map((type) => [type.code, problemExample(type)]),
    ),
    securitySchemes,
  },
});
