import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rowsOf, rulesOf } from '#eventing/testing';
import { testHttpApp, type TestHttpApp } from '#platform/testing';

import { access, StoredApiKeys } from '../index.js';
import { apiKeyDecider } from './api-key.decider.js';
import type { ApiKeyEvent } from './api-key.events.js';
import { apiKeyView } from './api-key.view.js';
import { makeKey, readKey } from './key.mapping.js';

const issued = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'demo',
  by: { kind: 'administrator', id: 'robin' },
  at: '2026-11-22T09:30:00.000Z',
  correlation: '019ab3c4-5d6e-7000-8f00-0123456789ab',
} as const;
const { given } = rulesOf(apiKeyDecider, issued);
const data = { name: 'Monitoring', hash: 'ab', scopes: ['tickets:write'] };
const wasIssued: ApiKeyEvent = { type: 'ApiKeyIssued', data };
const wasRevoked: ApiKeyEvent = { type: 'ApiKeyRevoked', data: {} };
const revoke = { type: 'RevokeApiKey', data: {} } as const;

describe('issuing an API key', () => {
  it('keeps its hash and its scopes', () => {
    given().when({ type: 'IssueApiKey', data }).thenHappened(wasIssued);
  });

  it('is refused when it would have expired already', () => {
    const expired = { ...data, expiresAt: issued.at };
    given().when({ type: 'IssueApiKey', data: expired }).thenRefused('api-key.expires-in-past');
  });
});

describe('revoking an API key', () => {
  it('happens once, however often it is asked', () => {
    given(wasIssued).when(revoke).thenHappened(wasRevoked);
    given(wasIssued, wasRevoked).when(revoke).thenNothing();
  });

  it('is refused where there is none', () => {
    given().when(revoke).thenRefused('api-key.not-found');
  });
});

describe('the view of API keys', () => {
  it('shows what it is for, and since when it is revoked', () => {
    rowsOf(apiKeyView, issued, `apikey-demo-${issued.id}`)
      .given(wasIssued, wasRevoked)
      .showsMatching({ id: issued.id, name: 'Monitoring', revokedAt: issued.at });
  });
});

describe('the text of a key', () => {
  const { key, hash } = makeKey('demo', issued.id);

  it('tells tenant and id, and nothing when a letter is wrong', () => {
    expect(readKey(key)).toEqual({ tenant: 'demo', id: issued.id, hash });
    const last = key.at(-1) === '0' ? '1' : '0';
    expect(readKey(key.slice(0, -1) + last)).toBeUndefined();
    expect(readKey(`${key}0`)).toBeUndefined();
  });
});

describe('a machine with an API key', () => {
  let http: TestHttpApp;
  let robin: string;
  beforeAll(async () => {
    http = await testHttpApp({
      contexts: [access.create({})],
      platform: ({ views, progress }) => ({ apiKeys: new StoredApiKeys(views, progress) }),
    });
    robin = await http.bearer('administrator', 'robin');
  });
  afterAll(() => http.close());

  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, more: object = {}) =>
    http.app.inject({
      method,
      url: `/v1/api-keys${path}`,
      headers: { authorization: robin },
      ...more,
    });
  const issue = async (headers: object = {}, scopes = ['api-keys:read']) =>
    ask('POST', '', {
      headers: { authorization: robin, ...headers },
      payload: { name: 'Monitoring', scopes },
    });
  const present = async (key: string) =>
    ask('GET', '', { headers: { authorization: `Bearer ${key}` } });

  it('is known by it until it is revoked, and not a request longer', async () => {
    const { id, key } = (await issue()).json();
    expect((await present(key)).json()).toMatchObject({ code: 'http.role-forbidden' });
    expect((await present(key)).json()).toMatchObject({ code: 'http.role-forbidden' });
    expect((await ask('DELETE', `/${id}`)).json()).toEqual({ id, version: 2 });
    expect((await present(key)).json()).toMatchObject({ code: 'http.credential-invalid' });
  });

  it('is limited to what is served', async () => {
    const refused = await issue({}, ['api-keys:write', 'nonsense:read']);
    expect(refused.json()).toMatchObject({
      status: 422,
      code: 'api-key.unknown-scope',
      unknown: ['nonsense:read'],
      scopes: [
        'api-keys:read',
        'api-keys:write',
        'me:read',
        'metrics:read',
        'stream-tickets:write',
      ],
    });
  });

  it('is not known by a key of the right form that was never issued', async () => {
    const { id } = (await issue()).json();
    expect((await present(makeKey('demo', id).key)).statusCode).toBe(401);
    expect((await present(makeKey('acme', id).key)).statusCode).toBe(401);
  });

  it('finds the key in no list, no log and no repeated answer', async () => {
    const headers = { 'idempotency-key': 'issue-1' };
    const { key, id } = (await issue(headers)).json();
    const again = await issue(headers);
    expect(again.json()).toMatchObject({ status: 409, code: 'api-key.shown-once', id });
    const secret = key.split('_')[2];
    const listed = await ask('GET', '');
    expect(listed.json().items.map((item: { id: string }) => item.id)).toContain(id);
    const log = await http.platform.store.readAll({ limit: 100 });
    expect(
      listed.payload + again.payload + JSON.stringify(log.map(({ data: d }) => d)),
    ).not.toContain(secret);
    expect(listed.payload).not.toContain('hash');
  });
});
