import { describe, expect, it } from '@jest/globals';
import { parseList } from 'structured-headers';
import { notebookApp } from '../testing/notebook-app.fixture.js';
import { RateLimiter, subscriberOf } from './rate-limit.js';

describe('a quota', () => {
  it('is per key and window', () => {
    let now = 0;
    const allowance = new RateLimiter(2, 10, () => now);
    expect(allowance.take('casey')).toEqual({ left: 1, resets: 10 });
    now = 4500;
    expect(allowance.take('casey')).toEqual({ left: 0, resets: 6 });
    expect(allowance.take('casey').left).toBe(-1);
    expect(allowance.take('kim').left).toBe(1);
    now = 10_000;
    expect(allowance.take('casey')).toEqual({ left: 1, resets: 10 });
  });

  it('counts an IPv6 subscriber as one', () => {
    expect(subscriberOf('2001:db8:0:1::a')).toBe(subscriberOf('2001:db8:0:1:ffff::b'));
    expect(subscriberOf('2001:db8::a')).toBe(subscriberOf('2001:db8::1:2:3:b'));
    expect(subscriberOf('2001:db8:0:1::a')).not.toBe(subscriberOf('2001:db8:0:2::a'));
    expect(subscriberOf('192.0.2.7')).toBe('192.0.2.7');
  });
});

describe('the rate limit', () => {
  it('is sent in structured fields, and refuses with the time to wait', async () => {
    const edge = await notebookApp({ env: { AMENDS_RATE_LIMIT: '2' } });
    const first = await edge.write();
    const [policy] = parseList(String(first.headers['ratelimit-policy']));
    const [remainder] = parseList(String(first.headers['ratelimit']));
    expect(Object.fromEntries(policy![1])).toEqual({ q: 2, w: 60 });
    expect(Object.fromEntries(remainder![1])).toMatchObject({ r: 1 });
    await edge.write();
    const refused = await edge.write();
    expect(refused.json()).toMatchObject({ status: 429, code: 'http.too-many-requests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await edge.amend('019ab3c4-5d6e-7000-8f00-0123456789ab')).statusCode).toBe(428);
    await edge.close();
  });

  it('refuses an address that guesses credentials, but not a credential that was valid before', async () => {
    const edge = await notebookApp({ env: { AMENDS_FAILURE_LIMIT: '3' } });
    await edge.write();
    const guess = { 'content-type': 'application/json', authorization: 'Bearer guess' };
    for (let turn = 0; turn < 3; turn += 1)
      expect((await edge.write('{"text":"a"}', guess)).statusCode).toBe(401);
    const refused = await edge.write('{"text":"a"}', guess);
    expect(refused.json()).toMatchObject({ status: 429, code: 'http.too-many-failures' });
    expect((await edge.write()).statusCode).toBe(201);
    const stranger = { ...guess, authorization: await edge.bearer('customer', 'kim') };
    expect((await edge.write('{"text":"a"}', stranger)).statusCode).toBe(429);
    await edge.close();
  });
});
