import { Type } from '../routes/json-schema.js';
import type { RouteRow } from '../routes/route.js';
import { described, oneOf } from '../routes/schemas.js';

/** The files of Swagger UI that a page needs, and their types. */
export const docsFiles = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
  'start.js': 'text/javascript; charset=utf-8',
} as const;

export const docsRoutes = {
  document: {
    name: 'readOpenApi',
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document.',
    roles: 'anyone',
    answer: { schema: Type.Object({}, { additionalProperties: true }) },
  },
  page: {
    name: 'openDocs',
    method: 'GET',
    path: '/docs',
    summary: 'This document as a page from which requests can be sent.',
    roles: 'anyone',
    answer: { media: 'text/html' },
  },
  file: {
    name: 'readDocsFile',
    method: 'GET',
    path: '/docs/:file',
    summary: 'A file of that page.',
    roles: 'anyone',
    params: { file: described(oneOf(Object.keys(docsFiles)), 'The name of the file.') },
    answer: { media: 'application/octet-stream' },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
