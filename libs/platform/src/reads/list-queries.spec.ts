import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notebookApp, type NotebookApp } from '../testing/notebook-app.fixture.js';

let edge: NotebookApp;
const texts = ['apples', 'bread', 'cheese', 'dates', 'eggs'];
beforeAll(async () => {
  edge = await notebookApp();
  for (const text of texts)
    await edge.write(JSON.stringify({ text, tags: text < 'c' ? ['early'] : ['late'] }));
});
afterAll(() => edge.close());

const get = async (url: string, authorization = edge.customer) =>
  edge.app.inject({ url, headers: { authorization } });
const list = async (query: string) => get(`/v1/notes?${query}`);
interface Item {
  readonly text: string;
}
const textsOf = (items: readonly Item[]) => items.map(({ text }) => text);

describe('a list', () => {
  it('is read a page at a time, by the Link that it gives', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/v1/notes?limit=2';
    while (next) {
      const page = await get(next);
      seen.push(...textsOf(page.json().items));
      next = /^<(.+)>; rel="next"$/.exec(String(page.headers['link'] ?? ''))?.[1];
      expect(next !== undefined).toBe(page.json().nextCursor !== undefined);
    }
    expect(seen).toEqual(texts);
  });

  it('is sorted the other way round on request', async () => {
    expect(textsOf((await list('sort=-text&limit=2')).json().items)).toEqual(['eggs', 'dates']);
  });

  it('is filtered by one or several values, searched and counted', async () => {
    expect((await list('tag=early&count=exact&limit=1')).json()).toMatchObject({ count: 2 });
    expect(textsOf((await list('text=bread,eggs')).json().items)).toEqual(['bread', 'eggs']);
    expect(textsOf((await list('q=chee')).json().items)).toEqual(['cheese']);
  });

  it.each(['"', '%', '🎉', '-- ; OR'])('finds nothing by %j: it has no words', async (q) => {
    const found = (await list(`count=exact&q=${encodeURIComponent(q)}`)).json();
    expect(found).toEqual({ items: [], count: 0 });
  });

  it.each([
    'colour=red',
    'sort=colour',
    'limit=0',
    'limit=1000',
    'limit=x',
    'count=roughly',
    'tag=',
  ])('refuses %s', async (query) => {
    expect((await list(query)).json()).toMatchObject({ status: 400, code: 'http.query-invalid' });
  });

  it('gives cursors that work with no other list, filter, order or principal', async () => {
    const { nextCursor } = (await list('limit=2')).json();
    const [place, signature] = nextCursor.split('.');
    const forged = Buffer.from('["zebra","x"]').toString('base64url');
    const elsewhere = [
      `tag=late&cursor=${nextCursor}`,
      `sort=-text&cursor=${nextCursor}`,
      `cursor=${forged}.${signature}`,
      `cursor=${place}.${signature.slice(1)}`,
      `cursor=${place}`,
    ];
    for (const query of elsewhere)
      expect((await list(query)).json()).toMatchObject({
        status: 400,
        code: 'http.cursor-invalid',
      });
    const abroad = await edge.bearer('customer', 'casey', 'acme');
    expect((await get(`/v1/notes?limit=2&cursor=${nextCursor}`, abroad)).statusCode).toBe(400);
  });
});

describe('an export', () => {
  it.each(['limit=1', 'cursor=x', 'count=exact'])(
    'has no pages, so it refuses %s',
    async (query) => {
      expect((await get(`/v1/notes/export?${query}`)).json()).toMatchObject({
        status: 400,
        code: 'http.query-invalid',
      });
    },
  );

  it('ends with what proves that it is whole', async () => {
    const { payload, headers } = await get('/v1/notes/export');
    expect(headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    const lines = payload.split('\n');
    const end = lines.at(-2)!;
    const before = payload.slice(0, payload.length - end.length - 1);
    expect(textsOf(lines.slice(0, -2).map((line) => JSON.parse(line) as Item))).toEqual(texts);
    expect(JSON.parse(end)).toEqual({
      $end: true,
      count: 5,
      position: await edge.platform.store.head(),
      sha256: createHash('sha256').update(before).digest('hex'),
    });
  });
});

describe('a filter of several values', () => {
  it('takes an encoded comma as a part of the value, on the next page too', async () => {
    for (const text of ['sugar, white', 'sugar, brown', 'salt'])
      await edge.write(JSON.stringify({ text, tags: ['a,b'] }));
    const query = 'tag=a%2Cb,c&sort=text&limit=2';
    const first = await list(query);
    expect(textsOf(first.json().items)).toEqual(['salt', 'sugar, brown']);
    const next = /^<(.+)>; rel="next"$/.exec(String(first.headers['link']))![1]!;
    expect(textsOf((await get(next)).json().items)).toEqual(['sugar, white']);
    expect(textsOf((await list('text=salt,sugar%2C+white')).json().items)).toEqual([
      'salt',
      'sugar, white',
    ]);
  });
});
