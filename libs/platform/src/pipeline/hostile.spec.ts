import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { notebookApp, type NotebookApp } from '../testing/notebook-app.fixture.js';

let edge: NotebookApp;
beforeAll(async () => {
  edge = await notebookApp({ env: { AMENDS_RATE_LIMIT: '0' } });
});
afterAll(() => edge.close());

const isClear4xx = (answer: { statusCode: number; payload: string }) => {
  const { code, status, type } = JSON.parse(answer.payload) as Record<string, unknown>;
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  expect({ status, type }).toEqual({ status: answer.statusCode, type: `/problems/${code}` });
};

const head = () => edge.platform.store.head();

/** JSON that is almost a note: the right fields with anything in them, and fields of any name. */
const almostNote = fc.record(
  {
    text: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
    tags: fc.oneof(fc.array(fc.string({ unit: 'binary' })), fc.jsonValue()),
    pages: fc.oneof(fc.double(), fc.bigInt().map(Number), fc.jsonValue()),
    ['__proto__']: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

describe('a hostile request', () => {
  it('is taken as a note, or gets a clear refusal and changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(almostNote, async (note) => {
        const before = await head();
        const answer = await edge.write(JSON.stringify(note));
        if (answer.statusCode === 201) return expect(await head()).toBeGreaterThan(before);
        isClear4xx(answer);
        expect(await head()).toBe(before);
      }),
      { numRuns: 150 },
    );
  });

  it('with bytes that are not JSON is refused clearly', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        const before = await head();
        isClear4xx(await edge.write(Buffer.from(bytes)));
        expect(await head()).toBe(before);
      }),
      { numRuns: 100 },
    );
  });

  it('never causes an internal error by its header fields', async () => {
    const anything = fc.string({ unit: fc.constantFrom(...'"\\;=,*W/ aZ0-9:.\u00e9') });
    const headers = fc.record({
      'if-match': anything,
      'idempotency-key': anything,
      'accept-language': anything,
      // A position that is not there yet is no fault, but 503.
      'amends-position': anything.filter((text) => !/^\d+$/.test(text)),
      'x-request-id': anything,
      'if-none-match': anything,
      'last-event-id': anything,
    });
    const url = '/v1/notes/019ab3c4-5d6e-7000-8f00-0123456789ab';
    await fc.assert(
      fc.asyncProperty(headers, fc.constantFrom('GET', 'DELETE', 'POST'), async (some, method) => {
        const authorization = edge.agent;
        const answer = await edge.app.inject({
          method,
          url: method === 'POST' ? `${url}/breakage/x` : url,
          headers: { ...some, authorization },
        });
        isClear4xx(answer);
      }),
      { numRuns: 100 },
    );
  });

  it('never causes an internal error by its address', async () => {
    const part = fc.oneof(fc.webPath(), fc.string(), fc.constantFrom('%00', '%ff', '..', '%2e%2e'));
    await fc.assert(
      fc.asyncProperty(part, fc.webQueryParameters(), async (path, query) => {
        const url = encodeURI(`/v1/notes/x${path}`.toWellFormed()).replaceAll('%25', '%');
        const answer = await edge.app.inject({
          url: `${url.split('#')[0]}?${query}`,
          headers: { authorization: edge.customer },
        });
        isClear4xx(answer);
      }),
      { numRuns: 100 },
    );
  });
});
