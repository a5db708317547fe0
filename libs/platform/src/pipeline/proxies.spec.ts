import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { notebookApp, type NotebookApp } from '../testing/notebook-app.fixture.js';

const nowhere = '/v1/notes/019ab3c4-5d6e-7000-8f00-0123456789ab';
const PROXY = '10.0.0.9';

let edge: NotebookApp;
afterEach(async () => {
  jest.restoreAllMocks();
  await edge.close();
});

const guess = async (forwarded: string | undefined, remoteAddress = PROXY) =>
  (
    await edge.app.inject({
      url: nowhere,
      remoteAddress,
      headers: {
        authorization: 'Bearer guess',
        ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }),
      },
    })
  ).statusCode;

const open = async (trusted: string) => {
  edge = await notebookApp({ env: { AMENDS_TRUST_PROXY: trusted, AMENDS_FAILURE_LIMIT: '2' } });
};

describe('somebody who guesses credentials through a proxy', () => {
  it.each(['1', '10.0.0.0/8', 'off'])(
    'does not escape the limit by another header for each guess, with %s',
    async (trusted) => {
      await open(trusted);
      const sent = ['192.0.2.1, 192.0.2.7', '192.0.2.2, 192.0.2.7', '192.0.2.3, 192.0.2.7'];
      expect([await guess(sent[0]), await guess(sent[1]), await guess(sent[2])]).toEqual([
        401, 401, 429,
      ]);
    },
  );

  it.each(['1', '10.0.0.0/8'])('locks nobody else out by naming them, with %s', async (trusted) => {
    await open(trusted);
    for (let time = 0; time < 3; time += 1) await guess('198.51.100.4, 192.0.2.7');
    expect(await guess('198.51.100.4')).toBe(401);
  });

  it('cannot name another address by going around the proxies', async () => {
    await open('10.0.0.0/8');
    const around = '203.0.113.5';
    const all = [await guess('192.0.2.1', around), await guess('192.0.2.2', around)];
    expect([...all, await guess('192.0.2.3', around)]).toEqual([401, 401, 429]);
  });
});

describe('a clock that is set back two hours', () => {
  it('makes nobody wait longer than the window', async () => {
    const wall = Date.now;
    let ahead = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => wall() + ahead);
    edge = await notebookApp({ env: { AMENDS_RATE_LIMIT: '1' } });
    await edge.write();
    ahead = -7_200_000;
    const refused = await edge.write();
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  });
});
