import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiKeys } from '../identity/api-keys.port.js';
import type { Credential } from '../identity/credential.js';
import { notebookApp, type NotebookApp } from '../testing/notebook-app.fixture.js';

const principal = { tenant: 'demo', role: 'integration', id: 'portal', via: 'key' } as const;

class OneKey extends ApiKeys {
  revoked = false;

  override find(): Credential | undefined {
    return this.revoked ? undefined : { principal, until: Number.POSITIVE_INFINITY };
  }
}

const keys = new OneKey();
const live = '/v1/notes/live';
let edge: NotebookApp;
let address: string;
beforeAll(async () => {
  edge = await notebookApp({
    env: { AMENDS_FAILURE_LIMIT: '0' },
    platform: () => ({ apiKeys: keys }),
  });
  await edge.app.listen(0, '127.0.0.1');
  address = await edge.app.getUrl();
});
afterAll(() => edge.close());

const issue = async (authorization = edge.customer, path = live) =>
  edge.app.inject({
    method: 'POST',
    url: '/v1/stream-tickets',
    headers: { authorization, 'content-type': 'application/json' },
    payload: { path },
  });

const ticket = async (authorization?: string, path?: string): Promise<string> =>
  (await issue(authorization, path)).json().ticket;

/** As EventSource asks: with nothing but an address. */
const follow = async (query: string) => {
  const leaving = new AbortController();
  const answer = await fetch(`${address}${live}?${query}`, { signal: leaving.signal });
  const reader = answer.body!.getReader();
  return {
    status: answer.status,
    heard: async () => new TextDecoder().decode((await reader.read()).value),
    ended: async () => {
      while (!(await reader.read()).done);
    },
    leave: () => leaving.abort(),
  };
};

describe('a ticket for a stream', () => {
  it('opens the stream for who asked for it', async () => {
    const stream = await follow(`ticket=${await ticket()}`);
    expect(stream.status).toBe(200);
    expect(await stream.heard()).toContain('event: ready');
    await edge.write('{"text":"a note"}');
    expect(await stream.heard()).toContain('a note');
    stream.leave();
  });

  it('opens it once', async () => {
    const query = `ticket=${await ticket()}`;
    const first = await follow(query);
    const again = await follow(query);
    expect([first.status, again.status]).toEqual([200, 401]);
    expect(await again.heard()).toContain('http.credential-invalid');
    first.leave();
  });

  it.each([
    ['of another stream', () => ticket(edge.customer, '/v1/queues/desk/live')],
    ['that nobody issued', async () => 'mG7Yq4t0o9b0m1a5VwJxk3u1sH6n2cRzq8dTQeLfZyA'],
  ])('%s is refused', async (_, other) => {
    expect((await follow(`ticket=${await other()}`)).status).toBe(401);
  });

  it('opens nothing but streams', async () => {
    const one = await ticket(edge.customer, '/v1/notes');
    const answer = await edge.app.inject({ url: `/v1/notes?ticket=${one}` });
    expect(answer.json()).toMatchObject({ status: 401, code: 'http.credential-missing' });
  });

  it('resumes where the query says, as EventSource can send no field', async () => {
    const before = Number((await edge.write('{"text":"one"}')).headers['amends-position']);
    await edge.write('{"text":"two"}');
    const stream = await follow(`ticket=${await ticket()}&lastEventId=${before}`);
    let heard = '';
    while (!heard.includes('two')) heard += await stream.heard();
    expect(heard).not.toContain('one');
    stream.leave();
  });

  it('is issued to nobody without a credential, and is not given again under the same key', async () => {
    expect((await issue('')).statusCode).toBe(401);
    const first = await ticket();
    expect(await ticket()).not.toBe(first);
  });
});

describe('a stream', () => {
  it('whose key is revoked ends within a second', async () => {
    const stream = await follow(`ticket=${await ticket('Bearer amends_key')}`);
    expect(await stream.heard()).toContain('event: ready');
    keys.revoked = true;
    const started = performance.now();
    await stream.ended();
    keys.revoked = false;
    // Half a second and a busy machine.
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('whose token expires ends within a second', async () => {
    const lasts = -3; // and five seconds in which a clock may differ
    const token = await edge.issuer.mint({ tenant: 'demo', role: 'customer', sub: 'kim', lasts });
    const expires = (Math.floor(Date.now() / 1000) + lasts + 5) * 1000;
    const stream = await follow(`ticket=${await ticket(`Bearer ${token}`)}`);
    await stream.ended();
    expect(Date.now() - expires).toBeGreaterThan(-1100);
    expect(Date.now() - expires).toBeLessThan(3000);
  });
});
