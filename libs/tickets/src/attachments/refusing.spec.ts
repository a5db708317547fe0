import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TicketDesk, ticketDesk } from '../tickets-app.fixture.js';

/** One connection, used again and again, as browsers and gateways do. */
const connection = new Agent({ keepAlive: true, maxSockets: 1 });
const MIB = 1024 * 1024;

let desk: TicketDesk;
let address: string;
let files: string;
beforeAll(async () => {
  desk = await ticketDesk();
  await desk.app.listen(0, '127.0.0.1');
  address = await desk.app.getUrl();
  files = `${await desk.as('customer', 'salma').open({ subject: 'A screenshot' })}/attachments`;
});
afterAll(async () => {
  connection.destroy();
  await desk.close();
});

const ask = async (path: string, type?: string, body?: Buffer) => {
  const authorization = await desk.bearer('customer', 'salma');
  const headers = { authorization, ...(type && { 'content-type': type }) };
  const options = { method: body ? 'POST' : 'GET', headers, agent: connection };
  return new Promise<readonly [status: number, said: string]>((answered, failed) => {
    request(`${address}${path}`, options)
      .once('error', failed)
      .once('response', (answer) => {
        text(answer).then((said) => answered([answer.statusCode!, said]), failed);
      })
      .end(body);
  });
};

describe('a file of JSON', () => {
  it.each([
    ['is a file like any other', '{"a":1}'],
    ['is taken though it is broken', '{"a":'],
    ['may be larger than a body', JSON.stringify('x'.repeat(MIB))],
  ])('%s', async (_, content) => {
    const sent = Buffer.from(content);
    const [status, said] = await ask(`${files}?name=a.json`, 'application/json', sent);
    expect(status).toBe(201);
    const got = await ask(`${files}/${JSON.parse(said).attachment}`);
    expect(got).toEqual([200, content]);
  });
});

describe('a file that is refused before its end', () => {
  it.each([
    ['because it is not what it claims', 'image/png', MIB / 4, 415],
    ['because of its type', 'text/html', MIB, 415],
    ['because it is too large', 'text/plain', 26 * MIB, 413],
  ])('%s, is told so, and the next request is heard', async (_, type, size, status) => {
    for (const round of [1, 2, 3]) {
      const [refused, said] = await ask(`${files}?name=${round}`, type, Buffer.alloc(size, 65));
      expect([refused, JSON.parse(said).status]).toEqual([status, status]);
      expect((await ask('/v1/tickets'))[0]).toBe(200);
    }
  });
});
