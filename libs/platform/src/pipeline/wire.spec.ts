import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notebookApp, type NotebookApp } from '../testing/notebook-app.fixture.js';

let edge: NotebookApp;
let port: number;
const page = 'https://portal.example';
beforeAll(async () => {
  edge = await notebookApp({ env: { AMENDS_CORS_ORIGINS: page } });
  await edge.app.listen(0, '127.0.0.1');
  port = Number(new URL(await edge.app.getUrl()).port);
});
afterAll(() => edge.close());

/** Sends bytes as they are, and answers with what came back until the server hung up. */
const say = async (bytes: string) => {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
};

const problemIn = (answer: string) =>
  JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as { code: string; status: number };

describe('on the wire', () => {
  it('bytes that are not HTTP are answered with a problem', async () => {
    expect(problemIn(await say('HELLO\r\n\r\n')).code).toBe('http.request-malformed');
  });

  it('header fields that are too large are refused', async () => {
    const long = `GET /health/live HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(70_000)}\r\n\r\n`;
    expect(problemIn(await say(long))).toMatchObject({
      status: 431,
      code: 'http.headers-too-large',
    });
  });

  it.each([
    ['Host', 'Host: x\r\nHost: y\r\n'],
    ['Authorization', 'Host: x\r\nAuthorization: Bearer a\r\nauthorization: Bearer b\r\n'],
  ])('a field that may stand once is refused twice: %s', async (_, fields) => {
    const asked = `GET /v1/notes HTTP/1.1\r\n${fields}Connection: close\r\n\r\n`;
    expect(problemIn(await say(asked))).toMatchObject({
      status: 400,
      code: 'http.request-malformed',
    });
  });

  it('a body in pieces that never ends is cut off at the limit', async () => {
    const piece = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    const answer = await say(
      `POST /v1/notes HTTP/1.1\r\nHost: x\r\nAuthorization: ${edge.customer}\r\nConnection: close\r\n` +
        `Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${piece.repeat(5)}`,
    );
    expect(problemIn(answer)).toMatchObject({ status: 413, code: 'http.too-large' });
  });

  it('HEAD answers as GET without a body, for live updates too', async () => {
    const ask = `HEAD /v1/notes/live HTTP/1.1\r\nHost: x\r\nAuthorization: ${edge.customer}\r\nConnection: close\r\n\r\n`;
    expect(await say(ask)).toMatch(
      /^HTTP\/1.1 200 OK\r\n[\s\S]*text\/event-stream[\s\S]*\r\n\r\n$/,
    );
  });
});

const preflight = async (origin: string, method = 'POST') =>
  edge.app.inject({
    method: 'OPTIONS',
    url: '/v1/notes',
    headers: { origin, 'access-control-request-method': method },
  });

describe('a web page', () => {
  it('of an allowed origin may ask, and read our header fields', async () => {
    const allowed = await preflight(page);
    expect(allowed.statusCode).toBe(204);
    expect(allowed.headers['access-control-allow-origin']).toBe(page);
    const answer = await edge.app.inject({ url: '/health/live', headers: { origin: page } });
    expect(answer.headers['access-control-expose-headers']).toContain('ETag');
  });

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])('may use %s', async (method) => {
    const { headers } = await preflight(page, method);
    expect(String(headers['access-control-allow-methods']).split(', ')).toContain(method);
    expect(headers['access-control-max-age']).toBe('7200');
  });

  it.each([
    'ETag',
    'Location',
    'Link',
    'Retry-After',
    'RateLimit',
    'Amends-Position',
    'Content-Disposition',
  ])('may read %s', async (field) => {
    const { headers } = await edge.app.inject({ url: '/health/live', headers: { origin: page } });
    expect(String(headers['access-control-expose-headers']).split(', ')).toContain(field);
  });

  it('is answered for itself alone when it is refused, too', async () => {
    const { headers } = await edge.app.inject({ url: '/v1/notes', headers: { origin: page } });
    expect(headers['access-control-allow-origin']).toBe(page);
    expect(String(headers['vary']).split(', ').toSorted()).toEqual(['Accept-Language', 'Origin']);
  });

  it('of another origin may not', async () => {
    const refused = await preflight('https://elsewhere.example');
    expect(refused.headers['access-control-allow-origin']).toBeUndefined();
  });
});
