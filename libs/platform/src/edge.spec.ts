import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notebook, noteRules, noteView } from './notebook/testing.js';
import { testEdge, type TestEdge } from './testing.js';

let edge: TestEdge;
let customer: string;
let agent: string;
beforeAll(async () => {
  edge = await testEdge({ modules: () => [notebook()], views: [noteView], rulebooks: [noteRules] });
  customer = await edge.bearer('customer', 'casey');
  agent = await edge.bearer('agent', 'amal');
});
afterAll(() => edge.close());

const json = { 'content-type': 'application/json' };
const write = (payload: string | Buffer, headers: object = json) =>
  edge.app.inject({
    method: 'POST',
    url: '/v1/notes',
    headers: { authorization: customer, ...headers },
    payload,
  });
const read = (id: string, headers: object = {}) =>
  edge.app.inject({ url: `/v1/notes/${id}`, headers: { authorization: customer, ...headers } });

describe('asking for a command', () => {
  it('answers with id, version, ETag, position and where the new thing is', async () => {
    const answer = await write('{"text":"Buy oranges"}');
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
    expect((await read(id)).json()).toEqual({ id, text: 'Buy oranges', version: 1 });
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
    const answer = await write(payload);
    expect(answer.json()).toMatchObject({ status, code, type: `/problems/${code}` });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(await edge.platform.store.head()).toBe(before);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/merge-patch+json', 'x'])(
    'of type %s is refused',
    async (type) => {
      const answer = await write('{"text":"a"}', { 'content-type': type });
      expect(answer.json()).toMatchObject({ status: 415, code: 'http.media-type' });
    },
  );

  it('tells where each fault lies, in the language asked for', async () => {
    const payload = '{"tags":["a","b","c","d"],"pages":0}';
    const answer = await write(payload, { ...json, 'accept-language': 'ar-EG, en;q=0.5' });
    expect(answer.headers['content-language']).toBe('ar');
    expect(answer.json().title).toBe('المتن ليس بالشكل المتوقع.');
    const pointers = answer.json().errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).toContain('#/text');
    const english = await write('{"text":"a","tags":["a","b","c","d"],"pages":0,"~/":1}');
    expect(english.json().errors).toEqual(
      expect.arrayContaining([
        { pointer: '#/tags', detail: 'More than 3 items.' },
        { pointer: '#/pages', detail: 'Less than 1.' },
        { pointer: '#/~0~1', detail: 'This field is unknown.' },
      ]),
    );
  });

  it('is refused where none is taken', async () => {
    const { id } = (await write('{"text":"a"}')).json();
    const answer = await edge.app.inject({
      method: 'DELETE',
      url: `/v1/notes/${id}`,
      headers: { authorization: agent, ...json },
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
    const answer = await edge.app.inject({ url, headers: { authorization: customer } });
    expect(answer.json()).toMatchObject({ status: 404, code: 'http.not-found' });
  });

  it('that is malformed is told so', async () => {
    const answer = await edge.app.inject({ url: '/v1/notes/%zz' });
    expect(answer.json()).toMatchObject({ status: 400, code: 'http.url-malformed' });
  });

  it('may have no parameter that the row does not name', async () => {
    const { id } = (await write('{"text":"a"}')).json();
    expect((await read(`${id}?verbose=true`)).json()).toMatchObject({
      status: 400,
      code: 'http.query-invalid',
      errors: [{ pointer: '#/verbose' }],
    });
  });
});

describe('If-Match', () => {
  const amend = (id: string, headers: object) =>
    edge.app.inject({
      method: 'PUT',
      url: `/v1/notes/${id}/text`,
      headers: { authorization: agent, ...json, ...headers },
      payload: '{"text":"Buy lemons"}',
    });
  const cases = [
    ['nothing', {}, 428, 'http.if-match-required'],
    ['a weak tag', { 'if-match': 'W/"1"' }, 400, 'http.if-match-malformed'],
    ['a bare word', { 'if-match': '1' }, 400, 'http.if-match-malformed'],
    ['a list', { 'if-match': '"1", "2"' }, 400, 'http.if-match-malformed'],
    ['another version', { 'if-match': '"7"' }, 412, 'stream.changed'],
  ] as const;

  it.each(cases)('with %s is refused', async (_, headers, status, code) => {
    const { id } = (await write('{"text":"a"}')).json();
    expect((await amend(id, headers)).json()).toMatchObject({ status, code });
    expect((await read(id)).json().text).toBe('a');
  });

  it('with the version seen, or with *, goes through once', async () => {
    const { id } = (await write('{"text":"a"}')).json();
    expect((await amend(id, { 'if-match': '"1"' })).headers['etag']).toBe('"2"');
    expect((await amend(id, { 'if-match': '"1"' })).json()).toMatchObject({
      version: 2,
      status: 412,
    });
    expect((await amend(id, { 'if-match': '*' })).headers['etag']).toBe('"3"');
  });

  it('spares sending what the asker already has', async () => {
    const { id } = (await write('{"text":"a"}')).json();
    const answer = await read(id, { 'if-none-match': '"9", W/"1"' });
    expect(answer).toMatchObject({ statusCode: 304, payload: '' });
    expect(answer.headers['etag']).toBe('"1"');
    expect((await read(id, { 'if-none-match': '"2"' })).statusCode).toBe(200);
  });
});

describe('an Idempotency-Key', () => {
  const under = (key: string, payload = '{"text":"once"}', authorization = customer) =>
    write(payload, { ...json, 'idempotency-key': key, authorization });

  it('has the same answer given again, quoted or bare, and nothing done twice', async () => {
    const first = await under('"order-1"');
    const head = await edge.platform.store.head();
    const second = await under('order-1');
    expect(second.headers).toMatchObject({ 'idempotency-replayed': 'true', etag: '"1"' });
    expect(second.statusCode).toBe(201);
    expect(second.payload).toBe(first.payload);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await edge.platform.store.head()).toBe(head);
  });

  it('is refused for another request', async () => {
    await under('order-2');
    expect((await under('order-2', '{"text":"twice"}')).json()).toMatchObject({
      status: 422,
      code: 'http.idempotency-key-reused',
    });
  });

  it('belongs to one principal of one tenant', async () => {
    const mine = await under('order-3');
    const theirs = await under('order-3', '{"text":"once"}', await edge.bearer('customer', 'kim'));
    const abroad = await under(
      'order-3',
      '{"text":"once"}',
      await edge.bearer('customer', 'casey', 'acme'),
    );
    const ids = [mine, theirs, abroad].map((answer) => answer.json().id);
    expect(new Set(ids).size).toBe(3);
  });

  it('holds back the second of two that come at once', async () => {
    const { store } = edge.platform;
    const append = store.append.bind(store);
    let release: (() => void) | undefined;
    const held = new Promise<void>((go) => {
      release = go;
    });
    Object.assign(store, {
      append: async (...stored: Parameters<typeof append>) => held.then(() => append(...stored)),
    });
    const first = under('order-4');
    expect((await under('order-4')).json()).toMatchObject({
      status: 409,
      code: 'http.idempotency-in-flight',
    });
    Object.assign(store, { append });
    release?.();
    expect((await first).statusCode).toBe(201);
  });

  it.each(['', '""', '"a', 'a b', 'ü', 'x'.repeat(256)])('like %s is refused', async (key) => {
    expect((await under(key)).json()).toMatchObject({
      status: 400,
      code: 'http.idempotency-key-malformed',
    });
  });

  it('does the same thing again where the answer was lost after the append', async () => {
    const { idempotencyKeys } = edge.platform;
    const settle = idempotencyKeys.settle.bind(idempotencyKeys);
    const lost = async (key: string) => idempotencyKeys.release(key);
    Object.assign(idempotencyKeys, { settle: lost });
    const first = await under('order-5');
    Object.assign(idempotencyKeys, { settle });
    const head = await edge.platform.store.head();
    const second = await under('order-5');
    expect(second.json()).toEqual(first.json());
    expect(second.headers['idempotency-replayed']).toBeUndefined();
    expect(await edge.platform.store.head()).toBe(head);
  });
});

const as = (authorization?: string, id = '019ab3c4-5d6e-7000-8f00-0123456789ab') =>
  edge.app.inject({
    url: `/v1/notes/${id}`,
    ...(authorization && { headers: { authorization } }),
  });

describe('whoever asks', () => {
  it('without a credential is asked for one', async () => {
    const answer = await as();
    expect(answer.json()).toMatchObject({ status: 401, code: 'http.credential-missing' });
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="amends"');
  });

  it.each(['Bearer x', 'Bearer a.b.c', 'Basic YTpi', 'Bearer'])(
    'with %s is not believed',
    async (authorization) => {
      const answer = await as(authorization);
      expect(answer.json()).toMatchObject({ status: 401, code: 'http.credential-invalid' });
      expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
    },
  );

  it('in a role that may not is refused, whether the thing exists or not', async () => {
    const { id } = (await write('{"text":"a"}')).json();
    const manager = await edge.bearer('manager');
    const [there, nowhere] = [await as(manager, id), await as(manager)];
    expect(there.json()).toMatchObject({ status: 403, code: 'http.role-forbidden' });
    expect({ ...nowhere.json<object>(), instance: '' }).toEqual({
      ...there.json<object>(),
      instance: '',
    });
  });

  it('in another tenant sees nothing', async () => {
    const { id } = (await write('{"text":"a"}')).json();
    const abroad = await edge.bearer('customer', 'casey', 'acme');
    expect((await as(abroad, id)).json()).toMatchObject({ status: 404, code: 'note.not-found' });
  });
});

describe('a bug', () => {
  it('is answered with 500 and not explained', async () => {
    const answer = await edge.app.inject({
      method: 'POST',
      url: '/v1/notes/019ab3c4-5d6e-7000-8f00-0123456789ab/breakage',
      headers: { authorization: agent, 'x-request-id': '019ab3c4-5d6e-7000-8f00-0123456789ab' },
    });
    expect(answer.json()).toEqual({
      type: '/problems/http.internal',
      title: 'Something went wrong on our side. It was noted under the id of this request.',
      status: 500,
      code: 'http.internal',
      instance: 'urn:uuid:019ab3c4-5d6e-7000-8f00-0123456789ab',
    });
  });
});

describe('reading at a position', () => {
  it('says so when the views cannot be there in time', async () => {
    const { id } = (await write('{"text":"a"}')).json();
    const answer = await read(id, { 'amends-position': '999999' });
    expect(answer.json()).toMatchObject({ status: 503, code: 'http.position-not-reached' });
    expect(answer.headers['retry-after']).toBe('1');
  });

  it('waits until the views are there', async () => {
    const { id } = (await write('{"text":"a"}')).json();
    const next = (await edge.platform.store.head()) + 1;
    const waiting = read(id, { 'amends-position': String(next), prefer: 'wait=5' });
    await write('{"text":"b"}');
    expect((await waiting).statusCode).toBe(200);
    expect(Number((await waiting).headers['amends-position'])).toBeGreaterThanOrEqual(next);
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
