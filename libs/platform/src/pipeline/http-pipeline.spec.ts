import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notebookApp, type NotebookApp } from '../testing/notebook-app.fixture.js';

let edge: NotebookApp;
beforeAll(async () => {
  edge = await notebookApp();
});
afterAll(() => edge.close());

const json = { 'content-type': 'application/json' };

describe('asking for a command', () => {
  it('answers with id, version, ETag, position and where the new thing is', async () => {
    const answer = await edge.write('{"text":"Buy oranges"}');
    expect(answer.statusCode).toBe(201);
    const { id, version } = answer.json();
    expect(version).toBe(1);
    expect(answer.headers).toMatchObject({
      etag: '"1"',
      location: `/v1/notes/${id}`,
      'amends-position': expect.anything(),
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
    expect((await edge.read(id)).json()).toMatchObject({ id, text: 'Buy oranges', version: 1 });
  });
});

describe('a body', () => {
  const refused = [
    ['that is not JSON', '{"text":', 400, 'http.json-malformed'],
    ['with a byte order mark', '\ufeff{"text":"a"}', 400, 'http.json-malformed'],
    [
      'that is not UTF-8',
      Buffer.from('7b2274657874223a22ff227d', 'hex'),
      400,
      'http.json-malformed',
    ],
    ['with __proto__', '{"text":"a","__proto__":{"admin":true}}', 400, 'http.json-refused'],
    [
      'with constructor deep inside',
      '{"text":"a","tags":[{"constructor":1}]}',
      400,
      'http.json-refused',
    ],
    ['nested too deep', `{"text":${'['.repeat(40)}${']'.repeat(40)}}`, 400, 'http.json-refused'],
    ['nested absurdly deep', '['.repeat(120_000), 400, 'http.json-malformed'],
    ['with 1e400', '{"text":"a","pages":1e400}', 400, 'http.json-refused'],
    [
      'with an integer beyond 2^53',
      '{"text":"a","pages":9007199254740993}',
      400,
      'http.json-refused',
    ],
    ['with half a surrogate pair', String.raw`{"text":"\ud83d"}`, 400, 'http.json-refused'],
    [
      'with half a surrogate pair in a name',
      String.raw`{"text":"a","\udead":1}`,
      400,
      'http.json-refused',
    ],
    ['with NUL', String.raw`{"text":"a\u0000b"}`, 400, 'http.json-refused'],
    ['with an unknown field', '{"text":"a","colour":"red"}', 422, 'http.body-invalid'],
    ['without a field', '{}', 422, 'http.body-invalid'],
    ['with a field of another type', '{"text":7}', 422, 'http.body-invalid'],
    ['with only whitespace where words are', '{"text":"  \\n"}', 422, 'http.body-invalid'],
    ['that is no object', '"text"', 422, 'http.body-invalid'],
    ['that is null', 'null', 422, 'http.body-invalid'],
    ['that is missing', '', 400, 'http.body-missing'],
    ['larger than the limit', `{"text":"${'a'.repeat(262_144)}"}`, 413, 'http.too-large'],
    [
      'that happened tomorrow',
      '{"text":"a","occurredAt":"2999-01-01T00:00:00Z"}',
      422,
      'http.occurred-in-future',
    ],
  ] as const;

  it.each(refused)('%s is refused, and nothing changes', async (_, payload, status, code) => {
    const before = await edge.platform.store.head();
    const answer = await edge.write(payload);
    expect(answer.json()).toMatchObject({ status, code, type: `/problems/${code}` });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(await edge.platform.store.head()).toBe(before);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/merge-patch+json', 'x'])(
    'of type %s is refused',
    async (type) => {
      const answer = await edge.write('{"text":"a"}', { 'content-type': type });
      expect(answer.json()).toMatchObject({ status: 415, code: 'http.media-type' });
    },
  );

  it.each([
    ['in another charset', { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['packed', { ...json, 'content-encoding': 'gzip' }],
  ])('%s is refused', async (_, headers) => {
    const answer = await edge.write('{"text":"a"}', headers);
    expect(answer.json()).toMatchObject({ status: 415, code: 'http.media-type' });
  });

  it.each([
    ['that says that it is UTF-8', { 'content-type': 'application/json; charset="UTF-8"' }],
    ['that says that it is as it is', { ...json, 'content-encoding': 'identity' }],
  ])('%s is taken', async (_, headers) =>
    expect((await edge.write('{"text":"a"}', headers)).statusCode).toBe(201),
  );

  it('tells where each fault lies, in the language asked for', async () => {
    const payload = '{"tags":["a","b","c","d"],"pages":0}';
    const answer = await edge.write(payload, { ...json, 'accept-language': 'ar-EG, en;q=0.5' });
    expect(answer.headers['content-language']).toBe('ar');
    expect(answer.json().title).toBe('المتن ليس بالشكل المتوقع.');
    const pointers = answer.json().errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).toContain('#/text');
    const english = await edge.write('{"text":"a","tags":["a","b","c","d"],"pages":0,"~/":1}');
    expect(english.json().errors).toEqual(
      expect.arrayContaining([
        { pointer: '#/tags', detail: 'Must be a list of at most 3 items.' },
        { pointer: '#/pages', detail: expect.stringContaining('Must be a whole number, 1 to') },
        { pointer: '#/~0~1', detail: 'This field is unknown.' },
      ]),
    );
  });

  it('is refused where none is taken', async () => {
    const { id } = (await edge.write('{"text":"a"}')).json();
    const answer = await edge.app.inject({
      method: 'DELETE',
      url: `/v1/notes/${id}`,
      headers: { authorization: edge.agent, ...json },
      payload: '{}',
    });
    expect(answer.json()).toMatchObject({ status: 400, code: 'http.body-unexpected' });
  });
});

describe('an address', () => {
  it.each([
    '/v1/notes/not-an-id',
    '/v1/notes/019AB3C4-5D6E-7000-8F00-0123456789AB',
    '/v1/notes/%00',
    '/v1/notes/..%2f..%2fetc',
    `/v1/notes/${'a'.repeat(1000)}`,
    '/v1/nothing',
    '/v2/notes',
  ])('%s leads nowhere', async (url) => {
    const answer = await edge.app.inject({ url, headers: { authorization: edge.customer } });
    expect(answer.json()).toMatchObject({ status: 404, code: 'http.not-found' });
  });

  it.each([
    ['PUT', '/v1/notes?tag=a', 'GET, HEAD, POST'],
    ['POST', '/v1/notes/019ab3c4-5d6e-7000-8f00-0123456789ab', 'DELETE, GET, HEAD'],
    ['PATCH', '/v1/notes/019ab3c4-5d6e-7000-8f00-0123456789ab/text', 'PUT'],
  ] as const)('does not serve %s %s, and tells what it serves', async (method, url, allow) => {
    const answer = await edge.app.inject({ method, url });
    expect(answer.json()).toMatchObject({ status: 405, code: 'http.method-not-allowed' });
    expect(answer.headers['allow']).toBe(allow);
  });

  it('that serves nothing names no other method', async () => {
    const answer = await edge.app.inject({ method: 'PUT', url: '/v1/nothing' });
    expect(answer.json()).toMatchObject({ status: 404, code: 'http.not-found' });
  });

  it('that is malformed is refused as malformed', async () => {
    const answer = await edge.app.inject({ url: '/v1/notes/%zz' });
    expect(answer.json()).toMatchObject({ status: 400, code: 'http.url-malformed' });
  });

  it('may have no parameter that the row does not name', async () => {
    const { id } = (await edge.write('{"text":"a"}')).json();
    expect((await edge.read(`${id}?verbose=true`)).json()).toMatchObject({
      status: 400,
      code: 'http.query-invalid',
      errors: [{ pointer: '#/verbose' }],
    });
  });
});

describe('a bug', () => {
  it('is answered with 500 and not explained', async () => {
    const answer = await edge.app.inject({
      method: 'POST',
      url: '/v1/notes/019ab3c4-5d6e-7000-8f00-0123456789ab/breakage',
      headers: {
        authorization: edge.agent,
        'x-request-id': '019ab3c4-5d6e-7000-8f00-0123456789ab',
      },
    });
    expect(answer.json()).toEqual({
      type: '/problems/http.internal',
      title: 'Something went wrong on our side. It was logged under the id of this request.',
      status: 500,
      code: 'http.internal',
      instance: 'urn:uuid:019ab3c4-5d6e-7000-8f00-0123456789ab',
    });
  });
});

describe('a problem', () => {
  it('has a page of its own in both languages', async () => {
    const answer = await edge.app.inject({ url: '/problems/note.torn' });
    expect(answer.json()).toMatchObject({
      code: 'note.torn',
      status: 409,
      in: { ar: expect.any(String) },
    });
    const page = await edge.app.inject({
      url: '/problems/note.torn',
      headers: { accept: 'text/html' },
    });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect((await edge.app.inject({ url: '/problems/nothing' })).statusCode).toBe(404);
  });
});
