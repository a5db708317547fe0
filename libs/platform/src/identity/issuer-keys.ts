import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

interface Discovery {
  readonly issuer?: unknown;
  readonly jwks_uri?: unknown;
}

const PATIENCE = 5000;

const keySetOf = async (issuer: string): Promise<URL> => {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
  const found = (await answer.json()) as Discovery;
  if (found.issuer !== issuer)
    throw new Error(`The discovery document at ${address} belongs to another issuer.`);
  return new URL(String(found.jwks_uri));
};

const remote = (address: URL) =>
  createRemoteJWKSet(address, {
    timeoutDuration: PATIENCE,
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
  });

/**
 * The issuer's keys, fetched when a token needs them: an unknown key id fetches them again, at most
 * every 30 seconds. Without an address, the issuer's discovery document names it (OIDC Discovery,
 * 4).
 */
export const issuerKeys = (issuer: string, jwks: string): JWTVerifyGetKey => {
  let found: Promise<JWTVerifyGetKey> | undefined = jwks
    ? Promise.resolve(remote(new URL(jwks)))
    : undefined;
  const find = () => {
    found ??= keySetOf(issuer).then(remote);
    found.catch(() => {
      found = undefined;
    });
    return found;
  };
  return async (header, token) => (await find())(header, token);
};
