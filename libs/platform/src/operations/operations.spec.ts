import { Writable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { notebookApp, type NotebookApp } from '../testing/notebook-app.fixture.js';
import { Log } from './log.js';

let edge: NotebookApp;
afterEach(() => edge.close());

const written = () => {
  const lines: string[] = [];
  const to = new Writable({
    write: (chunk: Buffer, _, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, log: new Log('info', to) };
};

describe('the log', () => {
  it('records the outcome of a request by its route, without address, body or name', async () => {
    const { lines, log } = written();
    edge = await notebookApp({ platform: () => ({ log }) });
    const { id } = (await edge.write('{"text":"Casey Miller, room 30"}')).json();
    await edge.read(id, { 'x-request-id': '019ab3c4-5d6e-7000-8f00-0123456789ab' });
    await edge.app.inject({ url: '/v1/notes?q=Miller', headers: { authorization: edge.customer } });
    const requests = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request');
    expect(requests[1]).toEqual({
      level: 30,
      time: expect.any(Number),
      request: '019ab3c4-5d6e-7000-8f00-0123456789ab',
      method: 'GET',
      route: '/v1/notes/:id',
      status: 200,
      ms: expect.any(Number),
      tenant: 'demo',
      role: 'customer',
      msg: 'request',
    });
    expect(lines.join('')).not.toMatch(/Miller|casey|Bearer/i);
    expect(lines.join('')).not.toContain(id);
  });

  it('records a bug with its cause', async () => {
    const { lines, log } = written();
    edge = await notebookApp({ platform: () => ({ log }) });
    const url = '/v1/notes/019ab3c4-5d6e-7000-8f00-0123456789ab/breakage';
    await edge.app.inject({ method: 'POST', url, headers: { authorization: edge.agent } });
    expect(lines.join('')).toContain('the ink of Casey ran out');
  });
});

const failing = () => Promise.reject(new Error('no such disk'));

describe('health', () => {
  it('is live, and ready while every check says so', async () => {
    let ok = true;
    const checks = [{ name: 'disk', check: () => ({ ok, free: 7 }) }];
    edge = await notebookApp({ platform: () => ({ checks }) });
    expect((await edge.app.inject({ url: '/health/live' })).json()).toEqual({ ok: true });
    const ready = await edge.app.inject({ url: '/health/ready' });
    expect(ready.json()).toEqual({ ok: true, checks: { disk: { ok: true, free: 7 } } });
    ok = false;
    const refused = await edge.app.inject({ url: '/health/ready' });
    expect(refused.json()).toMatchObject({ status: 503, code: 'http.not-ready', ok: false });
  });

  it('counts a check that throws as not ready', async () => {
    edge = await notebookApp({ platform: () => ({ checks: [{ name: 'disk', check: failing }] }) });
    const refused = await edge.app.inject({ url: '/health/ready' });
    expect(refused.statusCode).toBe(503);
    expect(refused.payload).not.toContain('no such disk');
  });
});

describe('metrics', () => {
  it('count requests by the template of their route', async () => {
    edge = await notebookApp({ env: { AMENDS_OPEN_METRICS: 'on' } });
    await edge.write();
    await edge.write('{}');
    const { payload } = await edge.app.inject({ url: '/metrics' });
    const of = 'amends_http_request_seconds_count{method="POST",route="/v1/notes"';
    expect(payload).toContain(`${of},status="201"} 1`);
    expect(payload).toContain(`${of},status="422"} 1`);
    expect(payload).toContain('# TYPE amends_commands_done counter\namends_commands_done 1\n');
    expect(payload).toContain('amends_views_position 1');
  });

  it('need a credential, from this machine itself too: a proxy on it may set no header', async () => {
    edge = await notebookApp();
    expect((await edge.app.inject({ url: '/metrics' })).statusCode).toBe(401);
  });

  it('are for this machine itself where the settings say so, and for administrators', async () => {
    edge = await notebookApp({ env: { AMENDS_OPEN_METRICS: 'on' } });
    const proxied = { 'x-forwarded-for': '192.0.2.7' };
    const refused = await edge.app.inject({ url: '/metrics', headers: proxied });
    expect(refused.statusCode).toBe(401);
    const far = await edge.app.inject({ url: '/metrics', remoteAddress: '192.0.2.7' });
    expect(far.statusCode).toBe(401);
    const authorization = await edge.bearer('administrator');
    const known = await edge.app.inject({
      url: '/metrics',
      headers: { ...proxied, authorization },
    });
    expect(known.statusCode).toBe(200);
  });
});
