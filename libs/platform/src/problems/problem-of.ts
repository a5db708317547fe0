import { Refusal, lookUp } from '#eventing';

import type { HttpProblem } from './http.problems.js';
import { Problem, problem, statusOf } from './problem.js';
import { isStorageFault } from './storage-fault.js';

/** Errors of Fastify and Nest, by their own codes; any other error is a bug of ours. */
const foreign: Readonly<Record<string, HttpProblem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request-malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-missing',
  FST_ERR_CTP_INVALID_JSON_BODY: 'json-malformed',
  FST_ERR_NOT_FOUND: 'not-found',
  FST_ERR_BAD_URL: 'url-malformed',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
  FST_ERR_REP_INVALID_PAYLOAD_TYPE: 'internal',
  ERR_STREAM_PREMATURE_CLOSE: 'request-malformed',
  ECONNRESET: 'request-malformed',
  NotFoundException: 'not-found',
};

const names = (error: unknown): readonly unknown[] => {
  if (!(error instanceof Error)) return [];
  const { code, cause, name } = error as Error & { code?: unknown };
  return [code, name, ...(cause instanceof Error ? names(cause) : [])];
};

const patience = (kind: Refusal['kind'], { retryAfter = 1 }: { readonly retryAfter?: unknown }) =>
  kind === 'busy' || kind === 'too-many' ? { 'retry-after': String(retryAfter) } : {};

const refused = ({ code, kind, sentence, details }: Refusal): Problem =>
  new Problem({ code, status: statusOf[kind], sentence }, details, patience(kind, details));

/** The problem for anything thrown. Undefined: it is unexpected. */
export const expected = (error: unknown): Problem | undefined => {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return refused(error);
  if (isStorageFault(error)) return problem('store-unavailable', {}, { 'retry-after': '5' }, error);
  const known = names(error).find((name) => typeof name === 'string' && lookUp(foreign, name));
  return known ? problem(lookUp(foreign, known as string)!) : undefined;
};
