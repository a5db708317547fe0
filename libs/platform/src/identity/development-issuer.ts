import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';
import { ConfigFault } from '../operations/settings.js';
import { roles, type Role } from '../routes/route.js';

/** The file of its key, in the data directory. */
export const DEVELOPMENT_KEY = 'development-issuer.json';

export const DEVELOPMENT_ISSUER = 'urn:amends:development';

/** The principal of a development token. `lasts` is in seconds. */
export interface Bearer {
  readonly tenant: string;
  readonly role: Role;
  readonly sub: string;
  readonly name?: string;
  readonly scope?: string;
  readonly lasts?: number;
}

export interface DevelopmentIssuer {
  readonly keys: JWTVerifyGetKey;
  mint(bearer: Bearer): Promise<string>;
}

/** The people of the demonstration: one for each role, the same on every start. */
const people: Readonly<Record<Role, readonly [sub: string, name: string]>> = {
  customer: ['casey', 'Casey'],
  agent: ['amal', 'Amal'],
  manager: ['morgan', 'Morgan'],
  auditor: ['ada', 'Ada'],
  integration: ['monitoring', 'Monitoring'],
  administrator: ['robin', 'Robin'],
};

const WEEK = 7 * 86_400;

const privately = async (file: string, content: string) => {
  await writeFile(`${file}.new`, content, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
};

const storedKey = async (file: string): Promise<JWK | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

const freshKey = async (file: string): Promise<JWK> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  await privately(file, `${JSON.stringify(jwk)}\n`);
  return jwk;
};

const minting =
  (key: CryptoKey, kid: string, audience: string) =>
  ({ tenant, role, sub, name, scope, lasts = WEEK }: Bearer): Promise<string> =>
    new SignJWT({ tenant, role, ...(name && { name }), ...(scope && { amends_scope: scope }) })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
      .setIssuer(DEVELOPMENT_ISSUER)
      .setAudience(audience)
      .setSubject(sub)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + lasts)
      .sign(key);

/**
 * A built-in issuer for first steps, tests and demonstrations. Its key is in `folder`, readable by
 * its owner only. Throws in production, because anybody who can read the folder can act as anybody.
 */
export const developmentIssuer = async (
  folder: string,
  { environment, audience }: { readonly environment: string; readonly audience: string },
): Promise<DevelopmentIssuer> => {
  if (environment === 'production')
    throw new ConfigFault([
      'The development issuer does not run in production: set AMENDS_ISSUER to your OpenID Connect issuer.',
    ]);
  await mkdir(folder, { recursive: true });
  const file = join(folder, DEVELOPMENT_KEY);
  const jwk = (await storedKey(file)) ?? (await freshKey(file));
  const { d: _, ...open } = jwk;
  const kid = await calculateJwkThumbprint(jwk);
  const key = (await importJWK(jwk, 'ES256')) as CryptoKey;
  const keys = createLocalJWKSet({ keys: [{ ...open, kid, alg: 'ES256', use: 'sig' }] });
  return { keys, mint: minting(key, kid, audience) };
};

export type DevelopmentTokens = Readonly<Record<string, Readonly<Record<Role, string>>>>;

/**
 * A token for each role of each tenant, also written to `development-tokens.json` in the folder.
 */
export const developmentTokens = async (
  issuer: DevelopmentIssuer,
  folder: string,
  tenants: readonly string[],
): Promise<DevelopmentTokens> => {
  const ofRole = async (tenant: string, role: Role) => {
    const [sub, name] = people[role];
    return [role, await issuer.mint({ tenant, role, sub, name })] as const;
  };
  const ofTenant = async (tenant: string) =>
    [
      tenant,
      Object.fromEntries(await Promise.all(roles.map((role) => ofRole(tenant, role)))),
    ] as const;
  const tokens = Object.fromEntries(await Promise.all(tenants.map(ofTenant)));
  await privately(join(folder, 'development-tokens.json'), `${JSON.stringify(tokens, null, 2)}\n`);
  return tokens as DevelopmentTokens;
};
