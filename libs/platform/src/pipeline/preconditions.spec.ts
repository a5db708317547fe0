import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notebookApp, type NotebookApp } from '../testing/notebook-app.fixture.js';

let edge: NotebookApp;
beforeAll(async () => {
  edge = await notebookApp();
});
afterAll(() => edge.close());

describe('If-Match', () => {
  const cases = [
    ['nothing', {}, 428, 'http.if-match-required'],
    ['a bare word', { 'if-match': '1' }, 400, 'http.if-match-malformed'],
    ['half a tag', { 'if-match': '"1' }, 400, 'http.if-match-malformed'],
    ['tags without a comma', { 'if-match': '"1" "2"' }, 400, 'http.if-match-malformed'],
    ['an empty list', { 'if-match': ',' }, 400, 'http.if-match-malformed'],
    ['a list without the version', { 'if-match': '"2", W/"7"' }, 412, 'stream.changed'],
    ['tags of somebody else', { 'if-match': '"a,b", "01"' }, 412, 'stream.changed'],
    ['another version', { 'if-match': '"7"' }, 412, 'stream.changed'],
  ] as const;

  it.each(cases)('with %s is refused', async (_, headers, status, code) => {
    const { id } = (await edge.write('{"text":"a"}')).json();
    expect((await edge.amend(id, headers)).json()).toMatchObject({ status, code });
    expect((await edge.read(id)).json().text).toBe('a');
  });

  it.each(['W/"1"', '"7", "1"', '"7",W/"1"', ' "a,b" , "1" '])(
    'with a list or a weak tag that names the version goes through: %s',
    async (ifMatch) => {
      const { id } = (await edge.write('{"text":"a"}')).json();
      expect((await edge.amend(id, { 'if-match': ifMatch })).headers['etag']).toBe('"2"');
    },
  );

  it('with the version seen, or with *, goes through once', async () => {
    const { id } = (await edge.write('{"text":"a"}')).json();
    expect((await edge.amend(id, { 'if-match': '"1"' })).headers['etag']).toBe('"2"');
    expect((await edge.amend(id, { 'if-match': '"1"' })).json()).toMatchObject({
      version: 2,
      status: 412,
    });
    expect((await edge.amend(id, { 'if-match': '*' })).headers['etag']).toBe('"3"');
  });

  it('is answered 304 when the client already has the answer', async () => {
    const { id } = (await edge.write('{"text":"a"}')).json();
    const answer = await edge.read(id, { 'if-none-match': '"9", W/"1"' });
    expect(answer).toMatchObject({ statusCode: 304, payload: '' });
    expect(answer.headers['etag']).toBe('"1"');
    expect((await edge.read(id, { 'if-none-match': '"2"' })).statusCode).toBe(200);
  });
});

describe('reading at a position', () => {
  it('is answered 503 when the views cannot be there in time', async () => {
    const { id } = (await edge.write('{"text":"a"}')).json();
    const answer = await edge.read(id, { 'amends-position': '999999' });
    expect(answer.json()).toMatchObject({ status: 503, code: 'http.position-not-reached' });
    expect(answer.headers['retry-after']).toBe('1');
  });

  it('waits until the views are there', async () => {
    const { id } = (await edge.write('{"text":"a"}')).json();
    const next = (await edge.platform.store.head()) + 1;
    const waiting = edge.read(id, { 'amends-position': String(next), prefer: 'wait=5' });
    await edge.write('{"text":"b"}');
    expect((await waiting).statusCode).toBe(200);
    expect(Number((await waiting).headers['amends-position'])).toBeGreaterThanOrEqual(next);
  });
});
