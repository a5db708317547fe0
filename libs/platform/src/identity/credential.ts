import { lookUp } from '#eventing';
import { roles, type Principal, type Role } from '../routes/route.js';

/** A verified credential: the principal, and until when it counts without another check. */
export interface Credential {
  readonly principal: Principal;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** The names of the claims in an issuer's tokens. Dots lead into nested objects. */
export interface Claims {
  readonly tenant: string;
  readonly role: string;
  readonly name: string;
  readonly scope: string;
}

const inside = (claims: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? lookUp(value as Record<string, unknown>, key)
          : undefined,
      claims,
    );

/** Valid names of tenants: a tenant is the middle part of stream names, so it has no hyphen. */
export const tenantPattern = /^[a-z0-9]{1,32}$/;
const subPattern = /^[A-Za-z0-9][A-Za-z0-9._:@|-]{0,127}$/;

const isRole = (value: unknown): value is Role => roles.some((role) => role === value);

/** Exactly one of our roles; several would be ambiguous, so they are not accepted. */
const roleIn = (value: unknown): Role | undefined => {
  const found = [value].flat().filter(isRole);
  return found.length === 1 ? found[0] : undefined;
};

const matching = (value: unknown, pattern: RegExp) =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

const nameIn = (value: unknown) =>
  typeof value === 'string' && value.isWellFormed() && !/\p{Cc}/u.test(value) && value !== ''
    ? { name: value.slice(0, 200) }
    : {};

const scopesIn = (value: unknown) => {
  if (value === undefined) return {};
  const scopes = typeof value === 'string' ? value.split(' ') : [value].flat().map(String);
  return { scopes: scopes.filter((scope) => scope !== '') };
};

/** The principal of a token's claims; undefined when a claim is missing or invalid. */
export const principalIn = (claims: unknown, from: Claims): Principal | undefined => {
  const tenant = matching(inside(claims, from.tenant), tenantPattern);
  const id = matching(inside(claims, 'sub'), subPattern);
  const role = roleIn(inside(claims, from.role));
  if (!tenant || !id || !role) return undefined;
  const name = nameIn(inside(claims, from.name));
  return { tenant, role, id, via: 'token', ...name, ...scopesIn(inside(claims, from.scope)) };
};
