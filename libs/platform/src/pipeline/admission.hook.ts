import type { FastifyReply, FastifyRequest } from 'fastify';
import { subscriberOf, type RateLimiter, type Remainder } from './rate-limit.js';
import type { Authenticator } from '../identity/authenticator.js';
import type { Credential } from '../identity/credential.js';
import { problem, Problem } from '../problems/problem.js';
import { isStream, scopeOf, type Principal, type RouteRow } from '../routes/route.js';
import type { Step } from './hook.js';

export interface Limits {
  /** For each principal; undefined: none. */
  readonly requests?: RateLimiter;
  /** Refused credentials for each address; undefined: none. */
  readonly failures?: RateLimiter;
  /** Whether a loopback route needs no credential when the request comes from this machine. */
  readonly openLocally?: boolean;
}

const rateLimited = (rule: 'too-many-requests' | 'too-many-failures', { resets }: Remainder) =>
  problem(rule, {}, { 'retry-after': String(resets) });

const consumeQuota = (requests: RateLimiter, { tenant, id }: Principal, reply: FastifyReply) => {
  const remainder = requests.take(`${tenant}/${id}`);
  const left = Math.max(0, remainder.left);
  reply.header('ratelimit-policy', requests.policy);
  reply.header('ratelimit', `"principal";r=${left};t=${remainder.resets}`);
  if (remainder.left < 0) throw rateLimited('too-many-requests', remainder);
};

/** The same for every resource of a kind: it depends on the route, never on the resource. */
const authorize = (row: RouteRow, scope: string, { role, scopes }: Principal) => {
  if (row.roles !== 'anyone' && !row.roles.includes(role)) throw problem('role-forbidden');
  if (scopes && !scopes.includes(scope)) throw problem('scope-missing', { scope });
};

const isFailure = (error: unknown) =>
  error instanceof Problem && error.type.code === 'http.credential-invalid';

/** The ticket of a stream, where there is no Authorization field. */
const ticketIn = ({ edge, headers, query }: FastifyRequest): string | undefined => {
  const { ticket } = query as { readonly ticket?: unknown };
  const isMeant = isStream(edge.row) && headers.authorization === undefined;
  return isMeant && typeof ticket === 'string' ? ticket : undefined;
};

/** The credential that a stream's ticket stands for; it is checked again while the stream is open. */
const redeem = (authenticator: Authenticator, request: FastifyRequest, ticket: string) => {
  const path = request.url.split('?', 1)[0]!;
  const { credential, authorization } = authenticator.redeem(ticket, path);
  request.edge.authorization = authorization;
  return credential;
};

/** The credential that a request presents, checked. */
const presented = (authenticator: Authenticator, request: FastifyRequest) => {
  const ticket = ticketIn(request);
  return ticket === undefined
    ? authenticator.check(request.headers.authorization)
    : redeem(authenticator, request, ticket);
};

/**
 * Finds out who is asking. After too many refused credentials an address is refused, except with a
 * credential that was valid before: so guessing does not lock out others who share the address.
 */
const authenticate = (authenticator: Authenticator, failures: RateLimiter | undefined) => {
  const noted = (request: FastifyRequest, error: unknown) => {
    if (failures && isFailure(error)) failures.take(subscriberOf(request.ip));
    return error;
  };
  return (request: FastifyRequest): Credential | Promise<Credential> => {
    const { authorization } = request.headers;
    const remainder = failures?.look(subscriberOf(request.ip));
    if (remainder && remainder.left <= 0 && !authenticator.wasValidBefore(authorization))
      throw rateLimited('too-many-failures', remainder);
    try {
      const found = presented(authenticator, request);
      if (!(found instanceof Promise)) return found;
      return found.catch((error: unknown) => Promise.reject(noted(request, error)));
    } catch (error) {
      throw noted(request, error);
    }
  };
};

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Whether a request comes from this machine, and not through a proxy that runs on it. */
const isLocal = ({ raw, headers }: FastifyRequest) =>
  loopback.has(raw.socket.remoteAddress ?? '') &&
  headers['x-forwarded-for'] === undefined &&
  headers['forwarded'] === undefined;

/**
 * The first step of a route: authenticate, count against the rate limit, authorize. It finishes in
 * the same turn when the credential was checked a moment ago.
 */
export const admission = (
  row: RouteRow,
  authenticator: Authenticator,
  { requests, failures, openLocally }: Limits,
): Step => {
  const identify = authenticate(authenticator, failures);
  const scope = scopeOf(row);
  const admit = (
    request: FastifyRequest,
    reply: FastifyReply,
    { principal, until }: Credential,
  ) => {
    request.edge.principal = principal;
    request.edge.until = until;
    if (requests) consumeQuota(requests, principal, reply);
    authorize(row, scope, principal);
  };
  return (request, reply) => {
    request.edge = { row, now: Date.now() };
    if (row.roles === 'anyone' || (openLocally && row.loopback && isLocal(request)))
      return undefined;
    const found = identify(request);
    if (!(found instanceof Promise)) return admit(request, reply, found);
    return found.then((credential) => admit(request, reply, credential));
  };
};
