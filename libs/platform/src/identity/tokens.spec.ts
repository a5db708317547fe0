import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { issuerKeys } from './issuer-keys.js';
import { Tokens } from './tokens.js';

const noon = Date.parse('2026-11-22T12:00:00.000Z') / 1000;
let served: JWK[] = [];
let fetched = 0;
let server: Server;
let issuer: string;
let first: CryptoKey;

const freshKey = async (kid: string) => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { key: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' } };
};

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url !== '/keys')
      return void response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }));
    fetched += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: served }));
  });
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const made = await freshKey('first');
  first = made.key;
  served = [made.jwk];
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const tokensAt = (now: () => number) =>
  new Tokens(
    {
      issuer,
      audience: 'amends',
      algorithms: ['ES256'],
      typ: 'at+jwt',
      claims: {
        tenant: 'org.tenant',
        role: 'realm_access.roles',
        name: 'name',
        scope: 'amends_scope',
      },
    },
    issuerKeys(issuer, ''),
    now,
  );

const claims = {
  org: { tenant: 'demo' },
  realm_access: { roles: ['offline_access', 'agent'] },
  name: 'Amal',
  iss: '',
  aud: 'amends',
  sub: 'amal',
  exp: noon + 300,
};

const sign = (
  changed: object = {},
  { key = first, header = {} }: { key?: CryptoKey | Uint8Array; header?: object } = {},
) =>
  new SignJWT({ ...claims, iss: issuer, ...changed })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'first', ...header })
    .sign(key);

describe('a token', () => {
  it('tells tenant, role, pseudonym and name by the configured claims', async () => {
    const credential = await tokensAt(() => noon * 1000).check(await sign());
    expect(credential.principal).toEqual({
      tenant: 'demo',
      role: 'agent',
      id: 'amal',
      name: 'Amal',
      via: 'token',
    });
  });

  it.each([
    '-Zx_9kQ0aV',
    '_Zx9kQ0aV-',
    'auth0|5f7c8ec7c33c6c004bbafe82',
    "o'brien+desk@example.org",
    'aGVsbG8gd29ybGQ=',
  ])('names a subject as issuers make them: %s', async (sub) => {
    const { principal } = await tokensAt(() => noon * 1000).check(await sign({ sub }));
    expect(principal.id).toBe(sub);
  });

  it.each(['a/b', ' a', '', '.a', 'a'.repeat(129), 'a\n'])(
    'names no subject that could be taken for another thing: %j',
    async (sub) => {
      const checking = tokensAt(() => noon * 1000).check(await sign({ sub }));
      await expect(Promise.resolve(checking)).rejects.toMatchObject({
        type: { code: 'http.credential-invalid' },
      });
    },
  );

  const other = new TextEncoder().encode('a secret that anybody could have guessed');
  it.each([
    ['another issuer', () => sign({ iss: 'https://elsewhere.example' })],
    ['another audience', () => sign({ aud: 'payroll' })],
    ['an expiry in the past', () => sign({ exp: noon - 60 })],
    ['no expiry', () => sign({ exp: undefined })],
    ['a beginning in the future', () => sign({ nbf: noon + 60 })],
    ['no subject', () => sign({ sub: undefined })],
    ['the type of an ID token', () => sign({}, { header: { typ: 'JWT' } })],
    ['an algorithm that is not allowed', () => sign({}, { key: other, header: { alg: 'HS256' } })],
    ['another key under the same name', async () => sign({}, { key: (await freshKey('x')).key })],
    ['a tenant that is none', () => sign({ org: { tenant: 'a/b' } })],
    ['no role of ours', () => sign({ realm_access: { roles: ['root'] } })],
    ['two roles of ours', () => sign({ realm_access: { roles: ['agent', 'manager'] } })],
    ['a subject that is an address with spaces', () => sign({ sub: 'a b' })],
  ])('with %s is not believed', async (_, make) => {
    const token = await make();
    await expect(Promise.resolve(tokensAt(() => noon * 1000).check(token))).rejects.toMatchObject({
      type: { code: 'http.credential-invalid' },
    });
  });

  it('without a signature is refused', async () => {
    const [, payload] = (await sign()).split('.');
    const header = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    const check = tokensAt(() => noon * 1000).check(`${header}.${payload}.`);
    await expect(Promise.resolve(check)).rejects.toMatchObject({ type: { status: 401 } });
  });

  it('is believed at once the second time, and checked again after a minute', async () => {
    let now = noon * 1000;
    const tokens = tokensAt(() => now);
    const token = await sign();
    await tokens.check(token);
    expect(tokens.check(token)).not.toBeInstanceOf(Promise);
    now += 60_001;
    expect(tokens.check(token)).toBeInstanceOf(Promise);
  });

  it('is refused from the moment at which it expires', async () => {
    let now = noon * 1000;
    const tokens = tokensAt(() => now);
    const token = await sign({ exp: noon + 10 });
    await tokens.check(token);
    now += 16_000;
    await expect(Promise.resolve(tokens.check(token))).rejects.toThrow('not accepted');
  });
});

describe("the issuer's keys", () => {
  it('are fetched when a token needs them, and not for each', async () => {
    const tokens = tokensAt(() => noon * 1000);
    const before = fetched;
    for (const sub of ['amal', 'ada', 'robin']) await tokens.check(await sign({ sub }));
    expect(fetched).toBe(before + 1);
  });

  it('are fetched again for a key that is new', async () => {
    const keys = issuerKeys(issuer, `${issuer}/keys`);
    const second = await freshKey('second');
    served = [...served, second.jwk];
    const rules = {
      issuer,
      audience: 'amends',
      algorithms: ['ES256'],
      typ: 'at+jwt',
      claims: { tenant: 'org.tenant', role: 'realm_access.roles', name: 'name', scope: 'scope' },
    };
    const token = await sign({}, { key: second.key, header: { kid: 'second' } });
    const found = await new Tokens(rules, keys, () => noon * 1000).check(token);
    expect(found.principal.id).toBe('amal');
  });

  it('that cannot be reached are not the fault of the bearer', async () => {
    const gone = issuerKeys('http://127.0.0.1:1', '');
    const rules = {
      issuer,
      audience: 'amends',
      algorithms: ['ES256'],
      typ: 'at+jwt',
      claims: { tenant: 'tenant', role: 'role', name: 'name', scope: 'scope' },
    };
    const check = new Tokens(rules, gone, () => noon * 1000).check(await sign());
    await expect(Promise.resolve(check)).rejects.toMatchObject({
      type: { code: 'http.issuer-unreachable', status: 503 },
    });
  });
});
