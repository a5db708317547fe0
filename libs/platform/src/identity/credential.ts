import { lookUp } from '#eventing';
import { pseudonymPattern } from '../routes/schemas.js';
import { roles, type Principal, type Role } from '../routes/route.js';

/** A verified credential: the principal, and how long it is valid without another check. */
export interface Credential {
  readonly principal: Principal;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Which claims of an issuer's tokens hold what we need: a claim's name, or a path with dots. */
export interface Claims {
  readonly tenant: string;
  readonly role: string;
  readonly name: string;
  readonly scope: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const dotsIn = (path: string) => [...path.matchAll(/\./g)].map(({ index }) => index);

/** A claim by its whole name, which may be an address with dots; otherwise by the path of names. */
const inside = (claims: unknown, path: string): unknown => {
  if (!isObject(claims)) return undefined;
  if (Object.hasOwn(claims, path)) return lookUp(claims, path);
  return dotsIn(path)
    .map((dot) => inside(lookUp(claims, path.slice(0, dot)), path.slice(dot + 1)))
    .find((value) => value !== undefined);
};

/** Valid names of tenants: a tenant is the middle part of stream names, so it has no hyphen. */
export const tenantPattern = /^[a-z0-9]{1,32}$/;

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
  const id = matching(inside(claims, 'sub'), pseudonymPattern);
  const role = roleIn(inside(claims, from.role));
  if (!tenant || !id || !role) return undefined;
  const name = nameIn(inside(claims, from.name));
  return { tenant, role, id, via: 'token', ...name, ...scopesIn(inside(claims, from.scope)) };
};
