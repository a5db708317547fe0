import type { FastifyRequest } from 'fastify';
import { problem } from '../problems/problem.js';

/** Node keeps the first of several fields and drops the others; a proxy may have read the last. */
const once: ReadonlySet<string> = new Set(['host', 'authorization']);

/** Refuses a request with two fields that name its host or its credential (RFC 9112, 3.2; RFC 9110, 5.3). */
export const refuseDoubled = ({ raw }: FastifyRequest): void => {
  const seen = new Set<string>();
  const names = raw.rawHeaders.filter((_, index) => index % 2 === 0);
  for (const name of names.map((one) => one.toLowerCase()).filter((one) => once.has(one))) {
    if (seen.has(name)) throw problem('request-malformed', { field: name });
    seen.add(name);
  }
};
