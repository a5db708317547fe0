import { described, oneOf, type RouteRow, Type } from '#platform';

const script = 'text/javascript; charset=utf-8';

/** The files of the page: where each lies in the package, and its type. */
export const pageFiles = {
  'audit.css': ['assets/audit/audit.css', 'text/css; charset=utf-8'],
  'audit.js': ['assets/audit/audit.js', script],
  'words.js': ['assets/audit/words.js', script],
  'verify.mjs': ['docs/reference/verify.mjs', script],
} as const;

export const pageRoutes = {
  page: {
    name: 'openAudit',
    method: 'GET',
    path: '/audit',
    summary: 'A page on which an auditor replays a ticket, and verifies its proof in the browser.',
    roles: 'anyone',
    answer: { media: 'text/html', schema: Type.String() },
  },
  file: {
    name: 'readAuditFile',
    method: 'GET',
    path: '/audit/:file',
    summary: 'A file of that page.',
    roles: 'anyone',
    params: { file: described(oneOf(Object.keys(pageFiles)), 'The name of the file.') },
    answer: { media: 'application/octet-stream', schema: Type.String() },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
