import { hash } from 'node:crypto';
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { problem, type Problem } from '../problems/problem.js';
import { principalIn, type Claims, type Credential } from './credential.js';

export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly typ: string;
  readonly claims: Claims;
}

const BELIEVED = 60_000;
const SKEW = 5;

/** The answer to a bearer whose credential is not accepted (RFC 6750, 3). */
export const unbelieved = (why: string): Problem =>
  problem(
    'credential-invalid',
    {},
    {
      'www-authenticate': `Bearer realm="amends", error="invalid_token", error_description="${why}"`,
    },
  );

/**
 * Checks access tokens (RFC 9068), and accepts a checked one without another check for up to a
 * minute.
 */
export class Tokens {
  readonly #checked = new LRUCache<string, Credential>({ max: 20_000 });

  constructor(
    private readonly rules: TokenRules,
    private readonly keys: JWTVerifyGetKey,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Synchronous for a token that was checked within the last minute. Throws
   * `http.credential-invalid`.
   */
  check(token: string): Credential | Promise<Credential> {
    const digest = hash('sha256', token, 'base64');
    const known = this.#checked.get(digest);
    if (known && known.until > this.now()) return known;
    return this.#verify(token, digest);
  }

  /** Whether this token was valid at an earlier check. */
  wasValidBefore(token: string): boolean {
    return this.#checked.has(hash('sha256', token, 'base64'));
  }

  async #verify(token: string, digest: string): Promise<Credential> {
    const claims = await this.#claims(token);
    const principal = principalIn(claims, this.rules.claims);
    if (!principal) throw unbelieved('The token has no valid tenant, role and subject.');
    const expires = ((claims['exp'] as number) + SKEW) * 1000;
    const credential = { principal, until: Math.min(expires, this.now() + BELIEVED) };
    this.#checked.set(digest, credential);
    return credential;
  }

  async #claims(token: string): Promise<Readonly<Record<string, unknown>>> {
    const { issuer, audience, algorithms, typ } = this.rules;
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer,
        audience,
        typ,
        algorithms: [...algorithms],
        requiredClaims: ['exp', 'sub'],
        clockTolerance: SKEW,
        currentDate: new Date(this.now()),
      });
      return payload;
    } catch (error) {
      throw reasonFor(error);
    }
  }
}

/** An invalid token is the bearer's fault; an unreachable issuer is not. */
const reasonFor = (error: unknown): Problem => {
  if (error instanceof errors.JWTExpired) return unbelieved('The token has expired.');
  if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError))
    return problem('issuer-unreachable', {}, { 'retry-after': '5' }, error);
  return unbelieved('The token is not valid.');
};
