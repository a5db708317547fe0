import type { RouteRow } from '../routes/route.js';

type Gives = (row: RouteRow & { readonly states?: readonly string[] }) => boolean;

const known: Gives = ({ roles }) => roles !== 'anyone';
const changes: Gives = ({ method }) => method !== 'GET';
const takesJson: Gives = (row) => changes(row) && !row.upload;

/**
 * The rows that can answer the platform's own problems: a line for each reason, in order of
 * checking.
 */
const reasons: readonly (readonly [Gives, readonly string[]])[] = [
  [known, ['credential-missing', 'credential-invalid', 'issuer-unreachable']],
  [known, ['too-many-failures', 'too-many-requests', 'role-forbidden', 'scope-missing']],
  [takesJson, ['json-malformed', 'media-type', 'too-large']],
  [({ body }) => body !== undefined, ['json-refused', 'body-missing', 'body-invalid']],
  [({ states }) => states?.includes('occurredAt') ?? false, ['occurred-in-future']],
  [(row) => takesJson(row) && !row.body, ['body-unexpected']],
  [
    ({ upload }) => upload !== undefined,
    ['too-large', 'media-type', 'upload-empty', 'upload-type'],
  ],
  [({ path }) => path.includes(':'), ['not-found']],
  [() => true, ['query-invalid']],
  [({ list }) => list !== undefined && !list.whole, ['cursor-invalid']],
  [({ ifMatch }) => ifMatch === 'required', ['if-match-required']],
  [({ ifMatch }) => ifMatch !== undefined, ['if-match-malformed']],
  [
    ({ method }) => method === 'POST',
    ['idempotency-key-malformed', 'idempotency-in-flight', 'idempotency-key-reused'],
  ],
  [(row) => known(row) && !changes(row), ['position-not-reached', 'position-lost']],
  [({ answer }) => answer?.media === 'text/event-stream', ['too-many-live']],
  [known, ['store-unavailable']],
  [() => true, ['internal']],
];

const ofTheLog = (row: RouteRow) => [
  ...(changes(row) ? ['stream.busy', 'person.erased', 'person.reserved'] : []),
  ...(row.ifMatch ? ['stream.changed'] : []),
];

/** Every code that a row's route can answer with: its own, the platform's, the log's. */
export const problemsOf = (row: RouteRow): readonly string[] => {
  const edge = reasons.filter(([gives]) => gives(row)).flatMap(([, codes]) => codes);
  const all = [...edge.map((code) => `http.${code}`), ...ofTheLog(row), ...(row.problems ?? [])];
  return [...new Set(all)];
};
